import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { COMMANDS, type CommandName } from "../../pipeline/cli/command-names.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { listExamples, printHelp } from "../cli/printed-examples.ts";
import { makeExampleFolder } from "./example-folder.ts";

const PROGRAM = describeProgram("1.2.3", true);
/** They wait for others to speak, as --watch waits for files: they are started, and stopped. */
const SERVERS: readonly string[] = ["serve", "mcp"];
/** Thousands of texts go through the model in each of its examples; tests of its own run it on few. */
const LONG: readonly string[] = ["eval"];
const STARTED_MS = 20_000;
const MAKERS: readonly string[] = ["run", "embed"];

const NAMES = (Object.keys(COMMANDS) as CommandName[]).filter((name) => !LONG.includes(name));
const HELPS = await Promise.all(NAMES.map((name) => printHelp(PROGRAM, name)));
const EXAMPLES = NAMES.flatMap((name, place) => listExamples(HELPS[place]!).map((example) => [name, example] as const));

let folder: string;

/** Types a line into a shell. A server is stopped after a while, and has then ended well. */
function type(line: string, isServer: boolean): Promise<{ code: number | null; printed: string }> {
  return new Promise((settle) => {
    const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
    const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|TEST$)/i.test(name));
    const env = { ...Object.fromEntries(inherited), PATH, CI: "1" };
    const shell = spawn("bash", ["-o", "pipefail", "-c", line], { cwd: folder, env, detached: true });
    let printed = "";
    for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (part) => (printed += part));
    if (!isServer) shell.stdin.end();
    const timer = isServer ? setTimeout(() => process.kill(-shell.pid!, "SIGTERM"), STARTED_MS) : undefined;
    shell.on("close", (code, signal) => {
      clearTimeout(timer);
      settle({ code: isServer && (signal !== null || code === 143) ? 0 : code, printed });
    });
  });
}

beforeAll(async () => {
  folder = await makeExampleFolder(process.env.ATLAS_OUTPUT);
});

async function check(name: string, example: string): Promise<void> {
  const { code, printed } = await type(example, SERVERS.includes(name) || example.includes("--watch"));
  expect(code, printed).toBe(0);
}

describe("an example that makes something works as it is printed", () => {
  it.each(EXAMPLES.filter(([name]) => MAKERS.includes(name)))("%s: %s", check);
});

describe("an example that asks what was made works as it is printed", () => {
  // The examples of runs leave the topics of other papers, and numbers that no topic of the seeds has.
  beforeAll(() => check("run", "npm run pipeline -- --from-scratch --quiet"));

  it.each(EXAMPLES.filter(([name]) => !MAKERS.includes(name) && !SERVERS.includes(name)))("%s: %s", check);

  it.concurrent.each(EXAMPLES.filter(([name]) => SERVERS.includes(name)))("%s: %s", check);
});
