/** A bar for something long. Call `stop` when it is done, also after an error. */
export type Progress = { advance(by: number): void; stop(): void };

/** Where a run tells what it does: of a command, standard error, so that standard output holds the result alone. */
export type Log = {
  info(message: string): void;
  /** Only with --verbose. */
  detail(message: string): void;
  warn(message: string): void;
  /** Starts a bar that counts to `total` things, named by `unit`. */
  startProgress(label: string, total: number, unit: string): Progress;
};

/** A bar that shows nothing. */
export const silentProgress: Progress = { advance: () => {}, stop: () => {} };

/** A log that says nothing, for tests and for use as a library. */
export const silentLog: Log = {
  info: () => {},
  detail: () => {},
  warn: () => {},
  startProgress: () => silentProgress,
};

/** Runs work under a bar, given to it as a function to call for each thing done, and takes the bar away at the end, also after an error. */
export async function withProgress<Result>(
  log: Log,
  { label, total, unit }: { label: string; total: number; unit: string },
  work: (advance: (by?: number) => void) => Result | Promise<Result>,
): Promise<Result> {
  const progress = log.startProgress(label, total, unit);
  try {
    return await work((by = 1) => progress.advance(by));
  } finally {
    progress.stop();
  }
}
