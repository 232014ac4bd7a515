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

/** A Ray of two nodes of this machine, on loopback, and its Python. `killNode` kills the one that is not the head, with all that works on it. */
export type LocalRay = {
  address: string;
  python: string;
  folder: string;
  killNode(): Promise<number>;
  stop(): Promise<void>;
};

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

/** Starts a head and a second node, each with a worker. They end with `stop`, and all that they started. */
export async function startRay(python: string): Promise<LocalRay> {
  // Sockets stand in it, whose paths may have 107 bytes.
  const folder = await mkdtemp(join(tmpdir(), "ta-ray-"));
  const [port, dashboard, client, agent] = await Promise.all([findPort(), findPort(), findPort(), findPort()]);
  const options = ["--head", "--num-cpus", "1", "--disable-usage-stats", "--temp-dir", folder];
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
  const start = (args: readonly string[]) =>
    spawn(join(bin, "ray"), ["start", "--block", ...args, ...memory], {
      env: { ...process.env, PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}` },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const head = start([...options, ...places, ...pages]);
  const stop = async () => {
    await stopHead(head);
    for (const id of await findProcesses(folder)) kill(id);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = `http://127.0.0.1:${dashboard}`;
    await waitForStart(head, `${address}/api/version`);
    const node = start(["--address", `127.0.0.1:${port}`, "--node-ip-address", "127.0.0.1", "--num-cpus", "1"]);
    await waitForStart(node);
    return { address, python, folder, killNode: () => killNode(folder, node.pid!), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until a node says that it runs, and until an address answers. */
async function waitForStart(node: ChildProcess, address?: string): Promise<void> {
  let said = "";
  for (const stream of [node.stdout!, node.stderr!]) stream.on("data", (text) => (said += text));
  for (let second = 0; second < START_SECONDS && node.exitCode === null; second++) {
    const answers =
      address === undefined ||
      (await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      ));
    if (answers && said.includes("Ray runtime started")) return;
    await sleep(1000);
  }
  throw new Error(`ray did not start:\n${said}`);
}

/** Kills what manages a node, by the process that started it, and the workers on it, as if the machine were gone; returns how many processes they were. */
async function killNode(folder: string, starter: number): Promise<number> {
  for (const manager of await findProcesses(folder, "raylet/raylet")) {
    if ((await findParent(manager)) !== starter) continue;
    const workers: number[] = [];
    for (const id of await findProcesses(folder))
      if ((await findParent(id).catch(() => 0)) === manager) workers.push(id);
    for (const id of [manager, ...workers]) kill(id);
    return 1 + workers.length;
  }
  throw new Error("second node: has no process to kill");
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
