import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../../pipeline/database/database.ts";
import type { Embedder } from "../../../pipeline/embedding/embedder.ts";
import { createRayCluster, type RayOptions } from "../../../pipeline/engine/ray/ray-cluster.ts";
import { UserError } from "../../../pipeline/error.ts";
import { hashBytes, hashText } from "../../../pipeline/hash.ts";
import { silentLog } from "../../../pipeline/log.ts";
import { probeEmbedder } from "../../../pipeline/shards/probe-embedder.ts";
import { writeVectorShard } from "../../../pipeline/shards/vector-shard.ts";
import { createFakeEmbedder } from "../../embedding/fake-embedder.ts";
import { type FakeRay, startFakeRay } from "./fake-ray.ts";

const TEXTS = Array.from({ length: 24 }, (_, index) => `word${index} of speech`)
  .map((text) => ({ hash: hashText(text), text }))
  .sort((a, b) => (a.hash < b.hash ? -1 : 1));
const PATIENCE = { pollSeconds: 0.01, outageSeconds: 0.3 };

let root: string;
let folder: string;
let database: Database;
let ray: FakeRay;
let warnings: string[];
let runs = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "atlas-ray-"));
  database = await Database.open(":memory:");
});
afterAll(async () => {
  database.close();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  folder = join(root, `${++runs}`);
  warnings = [];
  ray = await startFakeRay();
  ray.onSubmit = (id, job) => work(id, job);
});
afterEach(() => ray.close());

type Submitted = { entrypoint: string; runtime_env: Record<string, unknown> };

const tell = (id: string, event: object) => {
  ray.jobs.get(id)!.logs += `topic-atlas: ${JSON.stringify(event)}\n`;
};

/** Does what the driver does: embeds the shards of a job, the first `most` of them, and tells of each. */
async function work(id: string, job: Submitted, most = Number.POSITIVE_INFINITY): Promise<void> {
  const zip = ray.packages.get(String(job.runtime_env.working_dir).replace("gcs://", ""))!;
  const files = unzipSync(zip);
  const embedder = createFakeEmbedder();
  const { digest: probe } = await probeEmbedder(embedder);
  const shards = Object.keys(files).filter((name) => name.startsWith("texts-")).length;
  tell(id, { event: "start", shards, cpus: 2 });
  for (let number = 1; number <= Math.min(shards, most); number++) {
    const path = join(root, `${id}-${number}.parquet`);
    await writeFile(path, files[`texts-${number}.parquet`]!);
    const texts = await database.query<{ text_hash: string; text: string }>(`FROM '${path}'`);
    const { vectors, dimensions, tokens } = await embedder.embed(texts.map(({ text }) => text));
    const hashes = texts.map((row) => row.text_hash);
    const made = { hashes, tokens, vectors: { values: vectors, dimensions } };
    await writeVectorShard(path, embedder, { number, of: shards, probe }, made);
    const bytes = await readFile(path);
    const file = `${id}-${number}.parquet`;
    ray.files.set(`topic-atlas/${file}`, bytes);
    tell(id, {
      event: "shard",
      file,
      path: `topic-atlas/${file}`,
      node: "n",
      texts: texts.length,
      sha256: hashBytes(bytes),
    });
  }
  if (most >= shards) ray.jobs.get(id)!.status = "SUCCEEDED";
}

const embed = (options: Partial<RayOptions> = {}, embedder: Embedder = createFakeEmbedder(), texts = TEXTS) =>
  createRayCluster({
    address: ray.address,
    headers: {},
    shards: 4,
    packProgram: async () => ({ files: { "worker.mjs": Buffer.from("1") }, model: "fake" }),
    patience: PATIENCE,
    ...options,
  }).embed(texts, embedder, {
    database,
    folder,
    log: { ...silentLog, warn: (line: string) => void warnings.push(line) },
  });

async function expectAll(found: Awaited<ReturnType<typeof embed>>): Promise<void> {
  const { vectors, tokens } = await createFakeEmbedder().embed(TEXTS.map(({ text }) => text));
  expect(found.size).toBe(TEXTS.length);
  for (const [row, { hash }] of TEXTS.entries())
    expect(found.get(hash)).toEqual({ vector: vectors.slice(row * 32, row * 32 + 32), tokens: tokens[row] });
}

async function expectUserError(refused: Promise<unknown>, message: string): Promise<void> {
  const error = await refused.then(
    () => null,
    (error) => error,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(error.message).toContain(message);
}

describe("a cluster of Ray", () => {
  it.each([1, 2, 4, 16])("gives every text the vector that the embedder gives it, by %d shards", async (shards) => {
    await expectAll(await embed({ shards }));
    expect(warnings).toEqual([]);
    expect([...ray.jobs.keys()]).toHaveLength(1);
  });

  it("is sent the program once, the driver with each job, and headers with each request", async () => {
    await embed({ headers: { Authorization: "Bearer secret" } });
    await embed({ headers: { Authorization: "Bearer secret" } }, createFakeEmbedder(), [
      { hash: hashText("new"), text: "new" },
    ]);
    const put = ray.asked.filter((asked) => asked.startsWith("PUT"));
    expect(put).toHaveLength(3);
    expect(ray.headers.every(({ authorization }) => authorization === "Bearer secret")).toBe(true);
    const work = [...ray.packages.values()].map((zip) => Object.keys(unzipSync(zip)));
    expect(work.filter((names) => names.includes("driver.py"))).toHaveLength(2);
  });

  it("whose connection is cut now and then is asked again", async () => {
    let asked = 0;
    ray.before = (request) => (request.startsWith("GET /api/jobs/") && ++asked % 3 === 1 ? "cut" : undefined);
    await expectAll(await embed());
    ray.before = (request) => (request.includes("/logs") && ++asked % 2 === 0 ? 500 : undefined);
  });

  it("whose answer to the job is cut off is not given the job twice", async () => {
    let cuts = 0;
    const { onSubmit } = ray;
    ray.onSubmit = async (id, job, own) => {
      await onSubmit(id, job, own);
      cuts++;
    };
    ray.before = (request) => {
      if (!request.startsWith("POST") || cuts > 0) return undefined;
      return 503;
    };
    setTimeout(() => {
      ray.before = () => undefined;
    }, 50);
    await expectAll(await embed());
    expect(cuts).toBe(1);
  });

  it("that gives a file torn once is asked for it again; one that stays torn ends the run", async () => {
    let whole: [string, Buffer] | null = null;
    ray.before = (request) => {
      if (!request.includes("/logs/file")) return undefined;
      if (whole !== null) ray.files.set(...whole);
      else {
        whole = [...ray.files][0]!;
        ray.files.set(whole[0], whole[1].subarray(0, 100));
      }
      return undefined;
    };
    await expectAll(await embed());
    ray.onSubmit = async (id, job) => {
      await work(id, job);
      for (const [name, bytes] of ray.files) ray.files.set(name, bytes.subarray(0, 100));
    };
    ray.before = () => undefined;
    folder = join(root, `${++runs}`);
    await expectUserError(embed(), "came over 3 times with other bytes than were written");
  });

  it("that tells of a shard twice gives it once", async () => {
    ray.onSubmit = async (id, job) => {
      await work(id, job);
      ray.jobs.get(id)!.logs += ray.jobs.get(id)!.logs;
    };
    await expectAll(await embed());
    expect(ray.asked.filter((asked) => asked.includes("/logs/file"))).toHaveLength(4);
  });

  it("whose log names a path is not believed", async () => {
    ray.onSubmit = async (id, job) => {
      tell(id, { event: "shard", file: "../../evil.parquet", path: "x", node: "n", texts: 1, sha256: "" });
      await work(id, job);
    };
    await expectAll(await embed());
    expect(existsSync(join(root, "../evil.parquet"))).toBe(false);
  });

  it("that leaves a shard out says so: its texts are embedded here", async () => {
    ray.onSubmit = async (id, job) => {
      await work(id, job, 3);
      ray.jobs.get(id)!.status = "SUCCEEDED";
    };
    const found = await embed();
    expect(found.size).toBeLessThan(TEXTS.length);
    expect(warnings).toEqual([
      `--engine ray: ${TEXTS.length - found.size} texts came back in no shard: they are embedded here.`,
    ]);
  });
});

describe("a run after one that was stopped", () => {
  it("keeps the shards of a job that failed, and has the others embedded", async () => {
    ray.onSubmit = async (id, job) => {
      await work(id, job, 3);
      Object.assign(ray.jobs.get(id)!, { status: "FAILED", message: "node gone\nlong story" });
    };
    await expectUserError(embed(), "failed: node gone");
    expect((await readdir(folder)).filter((name) => name.endsWith(".parquet"))).toHaveLength(3);
    let given = 0;
    ray.onSubmit = async (id, job) => {
      await work(id, job);
      given = ray.jobs
        .get(id)!
        .logs.split("\n")
        .reduce((sum, line) => sum + Number(/"texts":(\d+)/.exec(line)?.[1] ?? 0), 0);
    };
    await expectAll(await embed());
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(TEXTS.length);
  });

  it("takes up the job that goes on", async () => {
    ray.onSubmit = (id, job) => work(id, job, 2);
    ray.before = (request, { jobs }) => (request.startsWith("GET /api/jobs") && jobs.size > 0 ? "cut" : undefined);
    await expectUserError(embed(), "Ray has been out of reach for 0.3 s");
    const [id, job] = [...ray.jobs][0]!;
    ray.before = () => undefined;
    job.logs = "";
    const work_dir = [...ray.packages.keys()].find((name) => "driver.py" in unzipSync(ray.packages.get(name)!))!;
    await work(id, { entrypoint: "", runtime_env: { working_dir: work_dir } });
    await expectAll(await embed());
    expect(ray.jobs.size).toBe(1);
  });

  it("makes a shard anew that is torn on this disk, or of another model", async () => {
    await embed();
    const [first] = (await readdir(folder)).filter((name) => name.endsWith(".parquet"));
    await truncate(join(folder, first!), 50);
    await writeFile(join(folder, "job.json"), "torn{");
    await expectAll(await embed());
    expect(warnings).toEqual([expect.stringContaining(`${first}: is no whole shard of vectors`)]);
    warnings = [];
    const other = { ...createFakeEmbedder(), maxTokens: 64 };
    await embed({}, other);
    expect(warnings[0]).toContain("is of another model or setting");
  });
});

describe("what is wrong is said, for the user to mend:", () => {
  it("no such address", async () => {
    await expectUserError(
      embed({ address: "http://127.0.0.1:9" }),
      "--ray-address http://127.0.0.1:9: cannot be reached",
    );
  });

  it("something else at the address", async () => {
    ray.before = () => 404;
    await expectUserError(embed(), "answers, but is no dashboard of Ray");
  });

  it.each(["1.13.0", "2.9.3", "3.0.0"])("Ray %s", async (version) => {
    ray.version = version;
    await expectUserError(embed(), `has Ray ${version}; 2.10 or a newer 2.x is needed`);
  });

  it.each([401, 403])("no leave, %d, without telling the token", async (status) => {
    ray.before = () => status;
    const refused = embed({ headers: { Authorization: "Bearer secret" } });
    await expectUserError(refused, `Ray refuses (${status}). Give its token in RAY_AUTH_TOKEN`);
    await expect(refused).rejects.not.toThrow("secret");
  });

  it.each([
    ["a worker without Node.js", "worker on a: has no Node.js. Put node (20.19 or newer) on its PATH"],
    ["a worker of another version", "worker on a: version 0 where the run has 1"],
  ])("%s", async (_, message) => {
    ray.onSubmit = (id) => {
      tell(id, { event: "error", message });
      Object.assign(ray.jobs.get(id)!, { status: "FAILED", message: "exit code 1" });
    };
    await expectUserError(embed(), `--engine ray: ${message}`);
  });

  it("a job that was stopped, or is gone", async () => {
    ray.onSubmit = (id) => void Object.assign(ray.jobs.get(id)!, { status: "STOPPED" });
    await expectUserError(embed(), "was stopped. Run the same command again");
    ray.onSubmit = (id) => void ray.jobs.delete(id);
    await expectUserError(embed(), "is not there any more");
  });
});
