import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../error.ts";
import { hashBytes } from "../../hash.ts";
import type { Progress } from "../../log.ts";
import { type JobEvent, readJobEvents, tailLogs } from "./job-events.ts";
import { outlastOutage, type Patience } from "./outlast-outage.ts";
import { type Job, type RayJobs, RayUnreachable } from "./ray-jobs.ts";

type ShardEvent = Extract<JobEvent, { event: "shard" }>;

/** A file that came over torn is asked for again, so many times in all. */
const DOWNLOADS = 3;

/**
 * Follows a job to its end and puts each shard into a folder as soon as it is done. A connection that is cut is taken up again. Throws a
 * UserError where the job fails or is stopped, or Ray stays out of reach: what came until then stays in the folder.
 */
export async function followJob(
  jobs: RayJobs,
  id: string,
  folder: string,
  progress: Progress,
  patience: Patience,
): Promise<void> {
  const counted = new Set<string>();
  const look = async () => {
    const job = await jobs.find(id);
    // The logs after the status: those of a job that has ended are whole.
    const logs = job === null ? "" : await jobs.readLogs(id);
    return { job, logs };
  };
  const { outageSeconds, pollSeconds } = patience;
  const outlast = <Result>(work: () => Promise<Result>) =>
    outlastOutage(patience, work).catch((error) => {
      if (!(error instanceof RayUnreachable)) throw error;
      throw new UserError(
        `--engine ray: job ${id}: Ray has been out of reach for ${outageSeconds} s: ${error.message}\nThe job may go on. The same command takes it up again.`,
      );
    });
  for (;;) {
    const { job, logs } = await outlast(look);
    for (const event of readJobEvents(logs)) {
      if (event.event !== "shard" || counted.has(event.file)) continue;
      await outlast(() => fetchShard(jobs, event, folder));
      counted.add(event.file);
      progress.advance(event.texts);
    }
    if (job === null)
      throw new UserError(`--engine ray: job ${id}: is not there any more. Run the same command again.`);
    if (job.status === "SUCCEEDED") return;
    if (job.status === "FAILED" || job.status === "STOPPED") throw new UserError(describeFailure(id, job, logs));
    await sleep(pollSeconds * 1000);
  }
}

async function fetchShard(jobs: RayJobs, { file, path, node, sha256 }: ShardEvent, folder: string): Promise<void> {
  const target = join(folder, file);
  if (existsSync(target)) return;
  for (let attempt = 1; ; attempt++) {
    const bytes = await jobs.readFile(node, path);
    if (hashBytes(bytes) === sha256) {
      await writeFile(`${target}.unfinished`, bytes);
      await rename(`${target}.unfinished`, target);
      return;
    }
    if (attempt === DOWNLOADS)
      throw new UserError(
        `--engine ray: ${file}: came over ${DOWNLOADS} times with other bytes than were written. Run the same command again.`,
      );
  }
}

function describeFailure(id: string, { status, message }: Job, logs: string): string {
  const told = readJobEvents(logs).flatMap((event) => (event.event === "error" ? [event.message] : []));
  if (told.length > 0) return `--engine ray: ${told[0]}`;
  if (status === "STOPPED") return `--engine ray: job ${id}: was stopped. Run the same command again.`;
  return [
    `--engine ray: job ${id}: failed: ${message?.split("\n")[0] ?? "Ray does not say why"}`,
    tailLogs(logs),
    "Shards that were done are kept. The same command goes on with the others.",
  ]
    .filter((line) => line !== "")
    .join("\n");
}
