import { statfs } from "node:fs/promises";
import { describeCause, describeError, UserError } from "../error.ts";
import type { OutputDirectory } from "./output-directory.ts";

const FULL_DISK = /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i;

/** What DuckDB says where the operating system refused it something. */
const DATABASE_REFUSED = /IO Error|Cannot open file|Could not \w+ (?:from )?file|fsync failed/;

const BYTES_PER_MEGABYTE = 1e6;

/**
 * Returns a UserError where the operating system refused to read or write a file: with its reason, what became of the output, and how
 * much is free on a full disk. Returns any other error as it is.
 */
export async function explainSystemError(error: unknown, output: OutputDirectory): Promise<unknown> {
  if (error instanceof UserError || !isOfSystem(error)) return error;
  const reason = FULL_DISK.test(describeError(error)) ? await describeFullDisk(output.path) : describeRefusal(error);
  const outcome = output.isDecided
    ? "The new output is whole; what is left to do, the next command does."
    : "The last output is as it was.";
  return new UserError(`--output ${output.path}: ${reason}. ${outcome}`);
}

function isOfSystem(error: unknown): boolean {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined || DATABASE_REFUSED.test(describeError(error));
}

async function describeFullDisk(path: string): Promise<string> {
  const disk = await statfs(path).catch(() => null);
  const free = disk ? `${Math.floor((disk.bavail * disk.bsize) / BYTES_PER_MEGABYTE)} MB are free` : "nothing is free";
  return `the disk is full: ${free}. A run needs about three times the size of the last atlas.duckdb, at least 100 MB`;
}

function describeRefusal(error: unknown): string {
  return `a file cannot be read or written: ${describeCause(error).replace(/[.!]$/, "")}`;
}
