import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { compareDatabases } from "../compare-databases.ts";
import { findParent, findProcesses, installRay, startRay } from "./start-ray.ts";

// `npm run test:ray`: a real Ray of two nodes on loopback embeds the seeds and 2,000 abstracts, a worker, a node and the program are killed in the
// middle, and every table must be as that of one machine. `-- --abstracts 300` takes fewer of them.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(ROOT, "pipeline/cli/main.ts");
const LOADER = createRequire(import.meta.url).resolve("tsx");
const DRIVER = join(ROOT, "pipeline/engine/ray/driver.py");
const WORKER = "topic-atlas-worker.mjs";
const FEW = 60;

const { values } = parseArgs({ options: { abstracts: { type: "string", default: "2000" } } });
const work = await mkdtemp(join(tmpdir(), "topic-atlas-ray-"));
let failed = 0;
let passed = 0;

async function check(name: string, test: () => Promise<string | undefined>): Promise<void> {
  const start = performance.now();
  const fault = await test().catch((error) => String(error.stack ?? error));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(
    `${fault === undefined ? "passed" : "FAILED"}  ${name} (${seconds} s)\n${fault ? `${fault}\n` : ""}`,
  );
  if (fault === undefined) passed++;
  else failed++;
}

type Ended = { code: number | null; said: string };

/** Runs the program; `meanwhile` is told its process. */
function run(args: string[], meanwhile: (id: number) => Promise<void> = async () => {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", LOADER, MAIN, "run", ...args, "--dtype", "q8"], { cwd: ROOT });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const during = meanwhile(child.pid!);
  return new Promise((resolve, reject) => {
    during.catch(reject);
    child.on("close", (code) => resolve({ code, said }));
  });
}

const output = (name: string) => join(work, name);

async function compare(a: string, b: string): Promise<string | undefined> {
  const [one, other] = [a, b].map((name) => join(output(name), "atlas.duckdb")) as [string, string];
  const { tables, differing } = await compareDatabases(one, other);
  if (tables < 20) return `tables: ${tables}`;
  return differing.length > 0 ? `differing: ${JSON.stringify(differing)}` : undefined;
}

async function writeAbstracts(count: number, path: string): Promise<string> {
  const lines = gunzipSync(await readFile(join(ROOT, "test/data/arxiv-8k.jsonl.gz")))
    .toString()
    .split("\n");
  await writeFile(path, `${lines.slice(0, count).join("\n")}\n`);
  return path;
}

await mkdir(output("data"));
const few = await writeAbstracts(FEW, output("data/few.jsonl"));
const many = ["seeds", await writeAbstracts(Number(values.abstracts), output("data/abstracts.jsonl"))];
const python = await installRay();
const ray = await startRay(python);
const onRay = ["--engine", "ray", "--ray-address", ray.address];

/** Waits until the program has a worker of the cluster embed, and a little longer. */
async function waitForWorker(): Promise<number> {
  for (;;) {
    const [id] = await findProcesses(ray.folder, WORKER);
    if (id !== undefined) return id;
    await sleep(200);
  }
}

try {
  await check("a few papers on this machine", async () => {
    const { code, said } = await run([few, "--output", output("few")]);
    return code === 0 ? undefined : said;
  });
  for (const shards of [1, 2, 4, 16])
    await check(`the same tables by ${shards} shards`, async () => {
      const name = `few-${shards}`;
      const { code, said } = await run([few, ...onRay, "--ray-shards", `${shards}`, "--output", output(name)]);
      if (code !== 0 || !/ 0 papers embedded, \d+ from shards/.test(said)) return said;
      return compare("few", name);
    });
  await check("the program killed, its job taken up by the next", async () => {
    const args = [few, ...onRay, "--ray-shards", "16", "--output", output("resumed")];
    const first = await run(args, async (id) => {
      while (!existsSync(join(output("resumed"), ".atlas/shards/job.json"))) await sleep(100);
      await waitForWorker();
      process.kill(id, "SIGKILL");
    });
    if (first.code === 0) return `not killed: ${first.said}`;
    const { code, said } = await run(args);
    return code === 0 && said.includes("takes up job") ? compare("few", "resumed") : said;
  });
  await check(`the seeds and ${values.abstracts} abstracts on this machine`, async () => {
    const { code, said } = await run([...many, "--output", output("many")]);
    return code === 0 ? undefined : said;
  });
  await check("the same tables with a worker killed, and then a node gone, in the middle", async () => {
    let killed = 0;
    const { code, said } = await run([...many, ...onRay, "--output", output("many-ray")], async () => {
      const child = await waitForWorker();
      await sleep(2000);
      killed = await findParent(child);
      process.kill(killed, "SIGKILL");
      await sleep(5000);
      process.stdout.write(`        killed ${await ray.killNode()} processes of the second node\n`);
    });
    process.stdout.write(`        killed process ${killed}\n`);
    if (code !== 0 || killed < 2 || !/ 0 papers embedded/.test(said)) return said;
    return compare("many", "many-ray");
  });
  await check("a worker without Node.js says so", async () => {
    const script = "import driver\ntry: driver.find_node()\nexcept driver.UserError as error: print(error)";
    const { stdout } = await promisify(execFile)(ray.python, ["-c", script], {
      cwd: join(DRIVER, ".."),
      env: { PATH: "", PYTHONDONTWRITEBYTECODE: "1" },
    });
    return stdout.includes("has no Node.js") ? undefined : stdout;
  });
} finally {
  await ray.stop();
  await rm(work, { recursive: true, force: true });
}
await check("nothing of Ray is left", async () => {
  const left = await findProcesses(ray.folder);
  return left.length === 0 ? undefined : `processes: ${left.join(", ")}`;
});
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
