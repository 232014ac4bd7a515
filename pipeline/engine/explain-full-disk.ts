import { statfs } from "node:fs/promises";
import { describeError, UserError } from "../error.ts";

const FULL_DISK = /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i;
const BYTES_PER_MEGABYTE = 1e6;

/** Returns a UserError that says how much is free where an error came of a full disk; any other error as it is. */
export async function explainFullDisk(error: unknown, output: string): Promise<unknown> {
  if (error instanceof UserError || !FULL_DISK.test(describeError(error))) return error;
  const disk = await statfs(output).catch(() => null);
  const free = disk ? `${Math.floor((disk.bavail * disk.bsize) / BYTES_PER_MEGABYTE)} MB are free` : "nothing is free";
  return new UserError(
    `--output ${output}: the disk is full: ${free}. A run needs about three times the size of the last atlas.duckdb, at least 100 MB. The last output is as it was.`,
  );
}
