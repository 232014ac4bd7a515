import { basename, dirname } from "node:path";
import type { Call } from "./trace-calls.ts";

const CHANGES = /^(p?writev?2?|pwrite64|truncate|ftruncate|fallocate|copy_file_range|sendfile)$/;

const SYNCS = /^f(data)?sync$/;

/**
 * Returns what a power failure could undo: a file or folder that gets its name before all of it is on the disk, or a name that may not be
 * on the disk yet when the files that would restore it are taken away. `calls` are those of a whole run.
 */
export function checkOrder(all: readonly Call[]): string[] {
  const calls = all.filter(({ hasFailed }) => !hasFailed);
  const found: string[] = [];
  const isSynced = (path: string, after: number, before: number) =>
    calls.some((call, at) => at > after && at < before && SYNCS.test(call.name) && call.path === path);
  const swap = calls.findIndex(({ name, target }) => name.startsWith("rename") && basename(target) === "ready");
  if (swap === -1) return ["nothing is renamed to ready"];
  const { path: next, target: ready } = calls[swap]!;
  const end = calls.findIndex(
    ({ name, path }, at) => at > swap && /^(rmdir|unlink)/.test(name) && path.startsWith(ready),
  );
  for (const [at, { name, path, target }] of calls.entries()) {
    const isMade = CHANGES.test(name) || name.startsWith("link") || name.startsWith("mkdir");
    const made = name.startsWith("link") ? target : path;
    if (at < swap && isMade && made.startsWith(`${next}/`)) {
      if (CHANGES.test(name) && !made.endsWith(".wal") && !isSynced(made, at, swap))
        found.push(`${made}: is not on the disk before the swap`);
      if (!CHANGES.test(name) && !isSynced(dirname(made), at, swap))
        found.push(`${made}: its name is not on the disk before the swap`);
    }
    if (at > swap && name.startsWith("rename") && !isSynced(dirname(target), at, end))
      found.push(`${target}: its name is not on the disk before ${ready} is taken away`);
    if (name.startsWith("mkdir") && !made.includes("/.atlas") && !isSynced(dirname(made), at, end))
      found.push(`${made}: its name is not on the disk before ${ready} is taken away`);
  }
  if (!isSynced(dirname(ready), swap, calls.length))
    found.push(`${ready}: its name is not on the disk before its files are moved`);
  return [...new Set(found)];
}
