import { SingleBar } from "cli-progress";
import { createConsola, LogLevels } from "consola";

/** A bar for something long. Call `stop` when it is done, also after an error. */
export type Progress = { advance(by: number): void; stop(): void };

/** Where a run tells what it does. All of it goes to standard error: standard output holds the result alone. */
export type Log = {
  info(message: string): void;
  /** Only with --verbose. */
  detail(message: string): void;
  warn(message: string): void;
  /** Starts a bar that counts to `total` things, named by `unit`. */
  startProgress(label: string, total: number, unit: string): Progress;
};

const PLAIN_LINE_EVERY_MS = 5000;

/** Returns a log on standard error: quiet (warnings only), normal or verbose. Bars become plain lines where it is no terminal. */
export function createLog(verbosity: "quiet" | "normal" | "verbose"): Log {
  const level = { quiet: LogLevels.warn, normal: LogLevels.log, verbose: LogLevels.debug }[verbosity];
  const logger = createConsola({
    level,
    stdout: process.stderr,
    stderr: process.stderr,
    formatOptions: { date: false, compact: true },
  });
  return {
    info: (message) => logger.log(message),
    detail: (message) => logger.debug(message),
    warn: (message) => logger.warn(message),
    startProgress: (label, total, unit) => (verbosity === "quiet" ? silentProgress : startBar(label, total, unit)),
  };
}

const silentProgress: Progress = { advance: () => {}, stop: () => {} };

/** A log that says nothing, for tests and for use as a library. */
export const silentLog: Log = {
  info: () => {},
  detail: () => {},
  warn: () => {},
  startProgress: () => silentProgress,
};

function startBar(label: string, total: number, unit: string): Progress {
  const bar = new SingleBar({
    format: `  ${label.padEnd(9)} {bar} {value}/{total} ${unit}  {rate}/s  {left} s left`,
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: true,
    notTTYSchedule: PLAIN_LINE_EVERY_MS,
    stream: process.stderr,
    linewrap: false,
  });
  const startedAt = performance.now();
  let done = 0;
  bar.start(total, 0, { rate: "–", left: "–" });
  return {
    advance(by) {
      done += by;
      const rate = done / ((performance.now() - startedAt) / 1000);
      bar.update(done, { rate: rate.toFixed(0), left: ((total - done) / rate).toFixed(0) });
    },
    stop: () => bar.stop(),
  };
}
