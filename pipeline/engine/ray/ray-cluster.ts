import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../error.ts";
import { hashBytes } from "../../hash.ts";
import { withProgress } from "../../log.ts";
import { MOST_SHARDS } from "../../shards/shard-number.ts";
import { takeShards } from "../../shards/take-shards.ts";
import type { Cluster, HashedText, ShardPlace } from "../cluster.ts";
import { followJob } from "./follow-job.ts";
import { outlastOutage, type Patience } from "./outlast-outage.ts";
import { type PackedProgram, zipFiles } from "./pack-program.ts";
import { RayJobs, RayUnreachable } from "./ray-jobs.ts";
import { countShards, writeTextShards } from "./write-texts.ts";

/** What a cluster of Ray is reached by. */
export type RayOptions = {
  address: string;
  headers: Record<string, string>;
  /** Shards of a job; null for as many as suit its texts. */
  shards: number | null;
  /** Returns what workers need to embed. */
  packProgram: () => Promise<PackedProgram>;
  patience?: Patience;
};

type Embedder = Parameters<Cluster["embed"]>[1];

/** Job that a run submitted last, beside its shards: the next run takes it up where this one is killed. */
const NOTE_FILE = "job.json";
const noteSchema = z.object({ id: z.string().regex(/^[\w-]+$/), address: z.string() });

/** Texts of one job at most: with their words packed they stay below what Ray takes in one message. */
const TEXTS_PER_JOB = 400_000;

const DRIVER_FILE = "driver.py";

/** The version from which on the Jobs API and the tasks' options are as the driver takes them. */
const OLDEST_RAY = [2, 10] as const;

const PATIENCE: Patience = { pollSeconds: 1, outageSeconds: 600 };

/** Returns the cluster at an address, which embeds with this very program. Nothing is asked of it before there are texts. */
export function createRayCluster({ patience: given = PATIENCE, ...options }: RayOptions): Cluster {
  const { address } = options;
  const jobs = new RayJobs(address, options.headers);

  async function embedThere(texts: readonly HashedText[], embedder: Embedder, place: ShardPlace) {
    const { database, folder, log } = place;
    const patience = { ...given, tell: (message: string) => log.info(`  ray       waits for Ray: ${message}`) };
    const wanted = new Set(texts.map(({ hash }) => hash));
    const take = () => takeShards(database, folder, embedder, wanted, log, { isOwn: true });
    await mkdir(folder, { recursive: true });
    await checkRay(jobs, address);
    const follow = (id: string, total: number) =>
      withProgress(log, { label: "ray", total, unit: "texts" }, (advance) =>
        followJob(jobs, id, folder, { advance, stop: () => {} }, patience),
      );
    const left = await readNote(folder, address);
    if (left !== null && (await isWorthwhile(jobs, left))) {
      log.info(`  ray       takes up job ${left}`);
      await follow(left, texts.length);
    }
    let found = await take();
    const lacking = texts.filter(({ hash }) => !found.has(hash));
    for (let start = 0; start < lacking.length; start += TEXTS_PER_JOB) {
      const part = lacking.slice(start, start + TEXTS_PER_JOB);
      const id = await submit(jobs, { ...options, patience }, part, embedder, (id) =>
        writeNote(folder, { id, address }),
      );
      log.info(`  ray       job ${id} embeds ${part.length} texts at ${address}`);
      await follow(id, part.length);
    }
    if (lacking.length > 0) found = await take();
    if (found.size < wanted.size)
      log.warn(`--engine ray: ${wanted.size - found.size} texts came back in no shard: they are embedded here.`);
    return found;
  }

  return { embed: (...request) => orUserError(address, () => embedThere(...request)) };
}

/** Ray that does not answer is no bug of the program. */
async function orUserError<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RayUnreachable)) throw error;
    throw new UserError(`--ray-address ${address}: ${error.message}`, { cause: error });
  }
}

/** Throws a UserError where no Ray of a fitting version answers. */
async function checkRay(jobs: RayJobs, address: string): Promise<void> {
  const version = await jobs.readVersion();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== OLDEST_RAY[0] || minor < OLDEST_RAY[1])
    throw new UserError(
      `--ray-address ${address}: has Ray ${version}; ${OLDEST_RAY.join(".")} or a newer 2.x is needed`,
    );
}

/** A job that ended ill gives no more than is in the folder. */
async function isWorthwhile(jobs: RayJobs, id: string): Promise<boolean> {
  const job = await jobs.find(id);
  return job !== null && job.status !== "FAILED" && job.status !== "STOPPED";
}

/** Sends the program and the texts and submits the job, whose id `onSubmit` is told before. */
async function submit(
  jobs: RayJobs,
  { shards: wanted, packProgram, patience }: Required<RayOptions>,
  texts: readonly HashedText[],
  { model, version, modelSha256, dtype, maxTokens }: Embedder,
  onSubmit: (id: string) => Promise<void>,
): Promise<string> {
  const packed = await packProgram();
  const shards = Math.min(MOST_SHARDS, wanted ?? countShards(texts.length));
  const id = `topic-atlas-${randomUUID()}`;
  const job = {
    id,
    shards,
    name: model,
    model: packed.model,
    settings: { dtype, maxTokens, threads: 1 },
    origin: { version, modelSha256, dtype, maxTokens },
  };
  const program = await zipFiles(packed.files, `program and model ${model}`);
  const work = await zipFiles(
    {
      ...(await writeTextShards(texts, shards)),
      [DRIVER_FILE]: await readFile(new URL(DRIVER_FILE, import.meta.url)),
      "job.json": Buffer.from(JSON.stringify(job)),
    },
    "texts",
  );
  const programUri = await jobs.upload(namePackage(program), program);
  const workUri = await jobs.upload(namePackage(work), work);
  await onSubmit(id);
  const request = {
    submission_id: id,
    entrypoint: `python ${DRIVER_FILE}`,
    runtime_env: { working_dir: workUri, py_modules: [programUri] },
    metadata: { program: "topic-atlas" },
  };
  await outlastOutage(patience, () => jobs.submit(request));
  return id;
}

/** Ray keeps a package by its name: one of the same content is sent once. */
function namePackage(zip: Uint8Array): string {
  return `_ray_pkg_${hashBytes(zip).slice(0, 32)}.zip`;
}

async function readNote(folder: string, address: string): Promise<string | null> {
  const text = await readFile(join(folder, NOTE_FILE), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    const note = noteSchema.parse(JSON.parse(text));
    return note.address === address ? note.id : null;
  } catch {
    await rm(join(folder, NOTE_FILE), { force: true });
    return null;
  }
}

async function writeNote(folder: string, note: z.infer<typeof noteSchema>): Promise<void> {
  await writeFile(join(folder, NOTE_FILE), JSON.stringify(note));
}
