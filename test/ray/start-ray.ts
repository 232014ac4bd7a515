import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export const RAY_VERSION = "2.60.0";

const START_SECONDS = 240;

/** A Ray of this machine, on loopback, and its Python. */
export type LocalRay = { address: string; python: string; folder: string; stop(): Promise<void> };

/** Returns a Python environment that has Ray, kept from one call to the next. */
export async function installRay(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const environment = join(cache, "topic-atlas", `ray-${RAY_VERSION}`);
  const python = join(environment, "bin/python");
  const run = promisify(execFile);
  const check = `import pyarrow, ray; assert ray.__version__ == "${RAY_VERSION}"`;
  if (
    existsSync(python) &&
    (await run(python, ["-c", check]).then(
      () => true,
      () => false,
    ))
  )
    return python;
  await rm(environment, { recursive: true, force: true });
  await run("python3", ["-m", "venv", environment]);
  await run(python, ["-m", "pip", "install", "--quiet", `ray[default,data]==${RAY_VERSION}`]);
  await run(python, ["-c", check]);
  return python;
}

/** Starts a head with two workers. It ends with `stop`, and all that it started. */
export async function startRay(python: string): Promise<LocalRay> {
  // Sockets stand in it, whose paths may have 107 bytes.
  const folder = await mkdtemp(join(tmpdir(), "ta-ray-"));
  const [port, dashboard, client, agent] = await Promise.all([findPort(), findPort(), findPort(), findPort()]);
  const options = ["--head", "--block", "--num-cpus", "2", "--disable-usage-stats", "--temp-dir", folder];
  const places = ["--node-ip-address", "127.0.0.1", "--port", `${port}`, "--ray-client-server-port", `${client}`];
  const pages = [
    "--dashboard-host",
    "127.0.0.1",
    "--dashboard-port",
    `${dashboard}`,
    "--dashboard-agent-listen-port",
    `${agent}`,
  ];
  const memory = ["--object-store-memory", "200000000"];
  const bin = dirname(python);
  const head = spawn(join(bin, "ray"), ["start", ...options, ...places, ...pages, ...memory], {
    env: { ...process.env, PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [head.stdout, head.stderr]) stream.on("data", (text) => (said += text));
  const stop = async () => {
    await stopHead(head);
    for (const id of await findProcesses(folder)) kill(id);
    await rm(folder, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${dashboard}`;
  for (let second = 0; second < START_SECONDS && head.exitCode === null; second++) {
    const answers = await fetch(`${address}/api/version`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers && said.includes("Ray runtime started")) return { address, python, folder, stop };
    await sleep(1000);
  }
  await stop();
  throw new Error(`ray did not start:\n${said}`);
}

/** Returns the ids of this machine's processes that work below a folder or name it, or a word, in their command. */
export async function findProcesses(folder: string, word = ""): Promise<number[]> {
  const ids = (await readdir("/proc")).map(Number).filter((id) => id > 0 && id !== process.pid);
  const found = ids.map(async (id) => {
    const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    const place = await readlink(`/proc/${id}/cwd`).catch(() => "");
    return command.includes(word) && (command.includes(folder) || place.startsWith(folder)) ? [id] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Returns the id of the process that started another. */
export async function findParent(id: number): Promise<number> {
  return Number(/^PPid:\s*(\d+)/m.exec(await readFile(`/proc/${id}/status`, "utf8"))![1]);
}

async function stopHead(head: ChildProcess): Promise<void> {
  if (head.exitCode !== null) return;
  const ended = new Promise((resolve) => head.on("exit", resolve));
  head.kill("SIGTERM");
  await Promise.race([ended, sleep(20_000)]);
  head.kill("SIGKILL");
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {}
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
