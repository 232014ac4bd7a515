import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Database } from "../../pipeline/database/database.ts";
import { dotProduct, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { compareDatabases } from "../compare-databases.ts";

const USAGE = `npm run test:server -- --python PYTHON --weights FOLDER

A real llama.cpp server embeds the seeds, with the weights that the pipeline has; it is killed in the middle, and comes back as another.

  --python   a Python with llama-cpp-python[server]==0.3.36, gguf and safetensors; the first compiles llama.cpp, for ten minutes or more
  --weights  a folder of all-MiniLM-L6-v2 as Hugging Face has it, with config.json, vocab.txt and model.safetensors
`;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(ROOT, "pipeline/cli/main.ts");
const LOADER = createRequire(import.meta.url).resolve("tsx");
const WORD_PIECES = 512;

const { values } = parseArgs({ options: { python: { type: "string" }, weights: { type: "string" } } });
if (!values.python || !values.weights) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { python, weights } = values;
const work = await mkdtemp(join(tmpdir(), "topic-atlas-server-"));
const output = (name: string) => join(work, name);
const port = await findPort();
const onServer = ["--embedder", `http://127.0.0.1:${port}/v1`, "--embedder-model", "minilm"];
let [passed, failed] = [0, 0];

async function check(name: string, test: () => Promise<string | undefined>): Promise<void> {
  const fault = await test().catch((error) => String(error.stack ?? error));
  process.stdout.write(`${fault === undefined ? "passed" : "FAILED"}  ${name}\n${fault ? `${fault}\n` : ""}`);
  if (fault === undefined) passed++;
  else failed++;
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port: found } = server.address() as { port: number };
      server.close(() => resolve(found));
    });
  });
}

/** Starts the server with the model, whose vector of a text is the mean of those of its word pieces, or another, which takes the first. */
async function startServer(pooling: "MEAN" | "CLS"): Promise<ChildProcess> {
  const model = output(`${pooling}.gguf`);
  execFileSync(python, [join(ROOT, "test/server/write-gguf.py"), weights, model, pooling]);
  const options = ["--model", model, "--embedding", "true"];
  const sizes = ["--n_ctx", `${WORD_PIECES}`, "--n_batch", `${WORD_PIECES}`];
  const place = ["--host", "127.0.0.1", "--port", `${port}`];
  const server = spawn(python, ["-m", "llama_cpp.server", ...options, ...sizes, ...place], { stdio: "ignore" });
  for (;;) {
    if (server.exitCode !== null) throw new Error(`server: ended with ${server.exitCode}`);
    const isUp = await fetch(`http://127.0.0.1:${port}/v1/models`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return server;
    await sleep(200);
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGKILL");
  await gone;
}

type Ended = { code: number | null; said: string };

/** Runs the pipeline on the seeds; `meanwhile` runs beside it. */
function run(name: string, args: readonly string[], meanwhile: () => Promise<void> = async () => {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", LOADER, MAIN, "run", "--output", output(name), ...args], {
    cwd: ROOT,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const during = meanwhile();
  return new Promise((resolve, reject) => {
    during.catch(reject);
    child.on("close", (code) => resolve({ code, said }));
  });
}

async function readVectors(name: string): Promise<Vectors> {
  const database = await Database.open(join(output(name), "atlas.duckdb"), { readOnly: true });
  try {
    return (await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id")).vectors;
  } finally {
    database.close();
  }
}

async function listCosines(a: string, b: string): Promise<number[]> {
  const [one, other] = [await readVectors(a), await readVectors(b)];
  if (one.values.length !== other.values.length)
    throw new Error(`vectors: ${one.values.length} numbers against ${other.values.length}`);
  const rows = one.values.length / one.dimensions;
  return Array.from({ length: rows }, (_, row) => dotProduct(one, row, other, row)).sort((x, y) => x - y);
}

let server = await startServer("MEAN");
try {
  await check("the vectors of the server are those of this machine, but where a text speaks of [CLS]", async () => {
    const [there, here] = [await run("server", onServer), await run("local", [])];
    if (there.code !== 0 || here.code !== 0) return there.said + here.said;
    const cosines = await listCosines("server", "local");
    const unlike = cosines.filter((cosine) => cosine < 0.9999);
    process.stdout.write(
      `        ${cosines.length} cosines, the least ${cosines
        .slice(0, 3)
        .map((cosine) => cosine.toFixed(6))
        .join(", ")}\n`,
    );
    return unlike.length > 1 ? `unlike: ${unlike.length} of ${cosines.length}` : undefined;
  });
  await check("a second run asks for no vector", async () => {
    const { code, said } = await run("server", [...onServer, "--from", "embed"]);
    return code === 0 && said.includes("439 from the cache") ? undefined : said;
  });
  await check("where the server is killed in the middle, the run says so and keeps what came", async () => {
    const journal = join(output("killed"), ".atlas/vectors.duckdb");
    const { code, said } = await run("killed", onServer, async () => {
      while (!existsSync(journal)) await sleep(100);
      await sleep(6000);
      await stopServer(server);
    });
    return code === 2 && said.includes("no answer") && said.includes("run again") ? undefined : `${code}: ${said}`;
  });
  server = await startServer("MEAN");
  await check("the next run goes on, and gives the same vectors", async () => {
    const { code, said } = await run("killed", onServer);
    const kept = Number(/(\d+) from the cache/.exec(said)?.[1]);
    if (code !== 0 || !(kept > 0)) return said;
    process.stdout.write(`        ${kept} papers were kept\n`);
    const { differing } = await compareDatabases(
      join(output("server"), "atlas.duckdb"),
      join(output("killed"), "atlas.duckdb"),
      ["papers"],
    );
    const [least] = await listCosines("server", "killed");
    return differing.length === 0 && least! > 0.9999
      ? undefined
      : `differing: ${differing.length}, least cosine ${least}`;
  });
  await stopServer(server);
  server = await startServer("CLS");
  await check("another model of the same name is refused", async () => {
    const { code, said } = await run("killed", [
      ...onServer,
      join(ROOT, "seeds"),
      join(ROOT, "test/data/arxiv-8k.jsonl.gz"),
    ]);
    return code === 2 && said.includes("makes other vectors") ? undefined : `${code}: ${said}`;
  });
} finally {
  await stopServer(server);
  await rm(work, { recursive: true, force: true });
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
