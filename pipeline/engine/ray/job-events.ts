/** What the driver tells of a job, a line each: how much there is, a shard that is done, what went wrong, and the end. */
export type JobEvent =
  | { event: "start"; shards: number; cpus: number }
  | { event: "shard"; file: string; path: string; node: string; texts: number; sha256: string }
  | { event: "error"; message: string }
  | { event: "end" };

const MARK = "topic-atlas: ";

/** What a shard's file may be called: it becomes a name in a folder here. */
const SHARD_FILE = /^[\w-]+\.parquet$/;

/** Returns what the driver told among all that a job printed. A line that is still being written, or that is no event, is passed over. */
export function readJobEvents(logs: string): JobEvent[] {
  return logs
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => {
      const start = line.indexOf(MARK);
      if (start < 0) return [];
      try {
        const event = JSON.parse(line.slice(start + MARK.length));
        return event.event !== "shard" || SHARD_FILE.test(event.file) ? [event as JobEvent] : [];
      } catch {
        return [];
      }
    });
}

/** Returns the last lines that a job printed beside its events, for a message. */
export function tailLogs(logs: string, lines = 5): string {
  const said = logs.split("\n").filter((line) => line.trim() !== "" && !line.includes(MARK));
  return said.slice(-lines).join("\n");
}
