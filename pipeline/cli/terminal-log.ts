import { SingleBar } from "cli-progress";
import { createConsola, LogLevels } from "consola";
import { type Log, type Progress, silentProgress } from "../log.ts";
import { toPrintable, toPrintableLine } from "../text/printable.ts";

const SHOWN_AFTER_SECONDS = 2;

/** From so long after the first thing done on, what came before it, such as a file to read, is no part of the pace. */
const PACE_AFTER_SECONDS = 1;

const BAR = {
  barsize: 24,
  barCompleteChar: "█",
  barIncompleteChar: "░",
  clearOnComplete: true,
  linewrap: null,
  noTTYOutput: true,
  notTTYSchedule: 5000,
};

/** Returns a log on a stream: quiet (warnings only), normal or verbose. Bars become plain lines where it is no terminal. */
export function createLog(verbosity: "quiet" | "normal" | "verbose", stream: NodeJS.WriteStream): Log {
  const level = { quiet: LogLevels.warn, normal: LogLevels.log, verbose: LogLevels.debug }[verbosity];
  const logger = createConsola({
    level,
    stdout: stream,
    stderr: stream,
    formatOptions: { date: false, compact: true },
  });
  return {
    info: (message) => logger.log(toPrintable(message)),
    detail: (message) => logger.debug(toPrintable(message)),
    warn: (message) => logger.warn(toPrintableLine(message)),
    startProgress: (label, total, unit) =>
      verbosity === "quiet" ? silentProgress : startBar(stream, label, total, unit),
  };
}

/** A bar that shows itself only when the work takes longer than a person waits without asking. */
function startBar(stream: NodeJS.WriteStream, label: string, total: number, unit: string): Progress {
  const startedAt = performance.now();
  let bar: SingleBar | null = null;
  let first: { done: number; seconds: number } | null = null;
  let done = 0;
  return {
    advance(by) {
      done += by;
      const seconds = (performance.now() - startedAt) / 1000;
      first ??= { done, seconds };
      const isPaced = seconds - first.seconds > PACE_AFTER_SECONDS;
      const rate = isPaced ? (done - first.done) / (seconds - first.seconds) : done / seconds;
      const shown = { rate: rate.toFixed(rate < 10 ? 1 : 0), left: ((total - done) / rate).toFixed(0) };
      if (bar) bar.update(done, shown);
      else if (seconds > SHOWN_AFTER_SECONDS && done < total) {
        bar = new SingleBar({
          ...BAR,
          stream,
          format: `  ${label.padEnd(9)} {bar} {value}/{total} ${unit}  {rate}/s  {left} s left`,
        });
        bar.start(total, done, shown);
      }
    },
    stop: () => bar?.stop(),
  };
}
