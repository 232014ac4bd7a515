import { existsSync } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { estimateRun } from "../engine/estimate-memory.ts";
import type { LastRun } from "../engine/last-run.ts";
import { readMemory } from "../memory.ts";
import { formatCount } from "../text/format-figure.ts";
import { type Finding, note, ok } from "./finding.ts";

/** A run writes all its files anew beside the last ones, and keeps vectors in a journal meanwhile. */
const DISK_FACTOR = 1.5;
/** Of an output that is not there yet: some ten thousand papers. */
const USUAL_BYTES = 300e6;

/** Says whether the disk of an output folder has room for another run. */
export async function checkDisk(folder: string): Promise<Finding> {
  let place = resolve(folder);
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const size = await measureOutput(folder);
  const needed = size > 0 ? size * DISK_FACTOR : USUAL_BYTES;
  const said = `${format(free)} free; a run ${size > 0 ? "like the last" : "of ten thousand papers"} needs about ${format(needed)}`;
  return free >= needed ? ok("disk", said) : note("disk", said, "Free some, or give --output on another disk.");
}

/** Says whether the memory that a run may take is enough for the papers of the last, and is there. `free` is in bytes. */
export function checkMemory(run: LastRun | null, free: number): Finding {
  const amount = run?.settings?.memory;
  if (run === null || amount === undefined) return ok("memory", `${format(free)} free`);
  const needed = estimateRun(run.papers, run.characters);
  const said = `${format(free)} free; a run of ${formatCount(run.papers, "paper")} needs at most ${format(needed)} and may take ${amount}`;
  if (needed > readMemory(amount)!)
    return note("memory", said, `Allow more: --memory ${format(needed).replace(" ", "")}`);
  return needed > free ? note("memory", said, "Close other programs before the next run.") : ok("memory", said);
}

async function measureOutput(folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  return bytes;
}

function format(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(Math.ceil(bytes / 1e8) / 10).toFixed(1)} GB`;
}
