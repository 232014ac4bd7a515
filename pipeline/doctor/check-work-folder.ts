import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { JOURNAL, LOCK, NEXT, READY, SHARDS, WORK } from "../engine/output-directory.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

const CHECK = "runs";

/**
 * Says whether a run is in progress in an output folder, and what a killed one left behind. It looks at the lock without taking it, so that a
 * run that begins now finds it free. `isRunning` tells whether a process of this machine lives.
 */
export async function checkWorkFolder(folder: string, isRunning: (processId: number) => boolean): Promise<Finding[]> {
  const work = join(folder, WORK);
  if (!existsSync(work)) return [ok(CHECK, "none is in progress")];
  const holder = await readFile(join(work, LOCK), "utf8").catch(() => null);
  const [, processId] = /^process (\d+)/.exec(holder ?? "") ?? [];
  if (holder !== null && (processId === undefined || isRunning(Number(processId))))
    return [
      note(
        CHECK,
        `one may be in progress${holder.trim() === "" ? "" : ` (${holder.trim()})`}`,
        "Readers see the last good file until it ends.",
      ),
    ];
  const findings: Finding[] = [];
  if (existsSync(join(work, READY)))
    findings.push(
      problem(
        CHECK,
        "a run was killed while its files were moved into place: some are new, some old",
        "Run again, or write a digest: both end the move first.",
      ),
    );
  if (existsSync(join(work, NEXT)))
    findings.push(
      note(
        CHECK,
        `a run was killed: ${await measure(join(work, NEXT))} left in ${work}`,
        "The next run takes it away.",
      ),
    );
  if (existsSync(join(work, JOURNAL)))
    findings.push(note(CHECK, "a run was stopped: its vectors are kept", "The next run goes on from them."));
  if (existsSync(join(work, SHARDS)))
    findings.push(
      note(CHECK, "a run was stopped: the shards of its cluster are kept", "The same command takes them up."),
    );
  return findings.length > 0
    ? findings
    : [note(CHECK, `an empty ${work} is left of a killed run`, "The next run takes it away.")];
}

async function measure(folder: string): Promise<string> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return `${Math.ceil(bytes / 1e6)} MB`;
}
