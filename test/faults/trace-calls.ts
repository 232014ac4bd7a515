import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";

/** How a program ended under the tracer. `code` is null where a signal ended it. `calls` are those that were asked for, in order. */
export type Traced = { code: number | null; signal: string | null; stderr: string; calls: Call[] };

/** A system call on a file. `target` is the second path of a rename or link; `nth` counts the calls of a thread with this name and path, from 1. */
export type Call = {
  thread: string;
  name: string;
  path: string;
  target: string;
  nth: number;
  isWriting: boolean;
  hasFailed: boolean;
};

/** What happens at a call instead of it: the process is killed, or the call fails. */
export type Fault = { call: Call; kind: FaultKind };

export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_KINDS = ["SIGKILL", "ENOSPC", "EIO", "EACCES", "EMFILE"] as const;

/** Calls that change what is on the disk, or open a file. */
const CALLS =
  "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,truncate,ftruncate,fallocate,fsync,fdatasync,sync_file_range,copy_file_range,sendfile,fchmod,chmod,fchmodat";

const LONGEST_RUN = 120_000;

/** Throws when this machine has no strace, or does not let it trace. */
export async function requireTracer(): Promise<void> {
  const { code, stderr } = await strace(["-o", "/dev/null", "true"], {});
  if (code === 0) return;
  throw new Error(
    `strace: ${stderr.trim() || `exit code ${code}`}\nThis test needs strace and the right to trace (in a container: --cap-add SYS_PTRACE). Without it nothing was tested.`,
  );
}

/** Runs a program and returns its calls on files below a folder. */
export async function traceCalls(
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  folder: string,
  log: string,
): Promise<Traced> {
  const ended = await strace(["-f", "-qq", "-y", "--seccomp-bpf", "-o", log, "-e", CALLS, ...command], environment);
  return { ...ended, calls: parseCalls(await readFile(log, "utf8"), folder) };
}

/** Runs a program with a fault. `hasHappened` is false where the program came to no such call. */
export async function injectFault(
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  { call, kind }: Fault,
  log: string,
): Promise<Omit<Traced, "calls"> & { hasHappened: boolean }> {
  const effect = kind === "SIGKILL" ? "signal=KILL" : `error=${kind}`;
  const inject = `inject=${call.name}:${effect}:when=${call.nth}`;
  // strace 6.1 sends no signals with --seccomp-bpf, which spares it all the other calls.
  const spare = kind === "SIGKILL" ? [] : ["--seccomp-bpf"];
  const options = ["-f", "-y", ...spare, "-o", log, "-P", call.path, "-e", call.name, "-e", inject];
  const ended = await strace([...options, ...command], environment);
  const written = await readFile(log, "utf8");
  return { ...ended, hasHappened: kind === "SIGKILL" ? ended.signal === "SIGKILL" : written.includes("(INJECTED)") };
}

async function strace(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; signal: string | null; stderr: string }> {
  const child = spawn("strace", args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LONGEST_RUN,
  });
  const parts: Buffer[] = [];
  child.stderr.on("data", (part) => parts.push(part));
  const [code, signal] = await once(child, "close").catch((error) => {
    throw new Error(
      `strace: ${error.message}\nThis test needs it: apt-get install strace. Without it nothing was tested.`,
    );
  });
  return { code, signal, stderr: Buffer.concat(parts).toString() };
}

/** Reads what strace writes: `thread name(arguments) = result`, or the first half of it where another thread came between. */
function parseCalls(log: string, folder: string): Call[] {
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  const lastOf = new Map<string, Call>();
  for (const line of log.split("\n")) {
    const hasFailed = / = -1 E/.test(line);
    const [, waiting] = /^(\d+) +<\.\.\. \w+ resumed>/.exec(line) ?? [];
    if (waiting && hasFailed && lastOf.has(waiting)) lastOf.get(waiting)!.hasFailed = true;
    const [, thread, name, args] = /^(\d+) +([a-z0-9_]+)\((.*)$/.exec(line) ?? [];
    if (!thread || !name || args === undefined) continue;
    const quoted = Array.from(args.matchAll(/"([^"]*)"/g), ([, path]) => path!);
    const ofDescriptor = /^\d+<([^>]*)>/.exec(args)?.[1];
    const path = ofDescriptor ?? quoted[0] ?? "";
    if (path !== folder && !path.startsWith(`${folder}/`)) {
      lastOf.delete(thread);
      continue;
    }
    const key = `${thread} ${name} ${path}`;
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    const isWriting = !/^open(at)?$/.test(name) || /O_(WRONLY|RDWR|CREAT)/.test(args);
    const call = { thread, name, path, target: ofDescriptor ? "" : (quoted[1] ?? ""), nth, isWriting, hasFailed };
    lastOf.set(thread, call);
    calls.push(call);
  }
  return calls;
}
