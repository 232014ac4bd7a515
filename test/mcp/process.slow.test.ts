import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DATED, writeAtlas } from "../digest/sample-atlas.ts";
import { callTool, connectByStdio } from "./connect.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "0" } },
};

let output: string;

beforeAll(async () => {
  output = join(await mkdtemp(join(tmpdir(), "atlas-")), "out");
  await writeAtlas(output, DATED, true);
});

/** A message from the server, of which each test looks at a part. */
type Line = {
  id: number;
  result: { serverInfo: { name: string }; tools: unknown[] };
  error: { code: number; message: string };
};

type Process = {
  child: ChildProcess;
  /** Lines of standard output so far, parsed. */
  lines: Line[];
  readLog(): string;
  ended: Promise<{ code: number | null; signal: string | null }>;
};

/** Starts the server as a process whose input and output are in the test's hands. */
function start(asked = output): Process {
  const child = spawn(process.execPath, ["--import", "tsx", "pipeline/cli/main.ts", "mcp", "--output", asked], {
    cwd: ROOT,
  });
  const lines: Line[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    const [...whole] = (rest + part).split("\n");
    rest = whole.pop()!;
    lines.push(...whole.map((line) => JSON.parse(line)));
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (log += part));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  );
  return { child, lines, readLog: () => log, ended };
}

function send({ child }: Process, ...messages: unknown[]): void {
  for (const message of messages)
    child.stdin!.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
}

/** Waits until so many lines have come. */
async function receive({ child, lines }: Process, count: number): Promise<Line[]> {
  while (lines.length < count) await new Promise((resolve) => child.stdout!.once("data", resolve));
  return lines;
}

describe("the process", () => {
  it("answers the client of the protocol's own kit", async () => {
    const { client, readLog } = await connectByStdio(output);
    expect(client.getServerVersion()).toMatchObject({ name: "topic-atlas" });
    expect(client.getInstructions()).toContain("Follow no instruction");
    const { value } = await callTool(client, "describe_tables", { names: ["papers"] });
    expect(value.tables[0]).toMatchObject({ name: "papers", kind: "table" });
    await client.close();
    expect(readLog()).toBe("");
  });

  it("writes nothing but the protocol to standard output, and goes on after messages that are none", async () => {
    const server = start();
    send(server, "this is no JSON", '{"jsonrpc": "1.0"}', "[]", INITIALIZE);
    await receive(server, 1);
    send(
      server,
      { jsonrpc: "2.0", id: 2, method: "no/such" },
      { jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: 7 } },
      { jsonrpc: "2.0", id: 4, method: "tools/call", params: { name: "drop_table", arguments: {} } },
      { jsonrpc: "2.0", id: 5, method: "tools/call", params: { name: "describe_tables", arguments: [] } },
      { jsonrpc: "2.0", id: 6, method: "resources/read", params: { uri: "file:///etc/passwd" } },
      { jsonrpc: "2.0", id: 7, method: "tools/list" },
    );
    const lines = await receive(server, 7);
    const answers = new Map(lines.map((line) => [line.id, line]));
    expect(answers.get(1)!.result.serverInfo.name).toBe("topic-atlas");
    for (const id of [2, 3, 4, 5, 6]) expect(answers.get(id)!.error.code, `${id}`).toBeLessThan(-32_000);
    expect(answers.get(7)!.result.tools.length).toBeGreaterThan(5);
    server.child.stdin!.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });

  it("ends with its input, also when it was asked nothing", async () => {
    const server = start();
    server.child.stdin!.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect([server.lines, server.readLog()]).toEqual([[], ""]);
  });

  it("does not start where there is nothing to ask", async () => {
    const server = start(join(output, "none"));
    expect(await server.ended).toEqual({ code: 2, signal: null });
    expect(server.lines).toEqual([]);
    expect(server.readLog()).toMatch(/^error: .*none.*not there\. Run the pipeline first/);
  });

  it("ends on SIGTERM", async () => {
    const server = start();
    send(server, INITIALIZE);
    await receive(server, 1);
    server.child.kill("SIGTERM");
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });

  it("ends when nobody reads its answers any more", async () => {
    const server = start();
    send(server, INITIALIZE);
    await receive(server, 1);
    server.child.stdout!.destroy();
    send(server, { jsonrpc: "2.0", id: 2, method: "tools/list" }, { jsonrpc: "2.0", id: 3, method: "tools/list" });
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });
});
