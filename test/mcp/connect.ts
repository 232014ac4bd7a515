import { type CallToolResult, Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Log } from "../../pipeline/log.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createServer } from "../../pipeline/mcp/create-server.ts";
import { AtlasSession } from "../../pipeline/mcp/session.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Milliseconds. */
const LONGEST_WAIT = 300_000;

/** What a call of a tool gave: the text, the same as values, and whether it is an error. */
// biome-ignore lint/suspicious/noExplicitAny: the tests know the shape of what they asked for
export type Answer = { text: string; value: any; isError: boolean };

/** Connects a client to a server in this process that uses a fake model. What the server warns of is kept in `warnings`. */
export async function connectInMemory(output: string): Promise<{ client: Client; warnings: string[] }> {
  const warnings: string[] = [];
  const log: Log = { ...silentLog, warn: (message) => void warnings.push(message) };
  const session = new AtlasSession(output, sourceOf(createFakeEmbedder()));
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createServer(session, "0.0.0", log).connect(far as never);
  const client = new Client({ name: "test", version: "0" });
  await client.connect(near);
  return { client, warnings };
}

/** Connects a client to a server in a process of its own, as an assistant's program starts it. */
export async function connectByStdio(output: string): Promise<{ client: Client; pid: number; readLog(): string }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["--import", "tsx", "pipeline/cli/main.ts", "mcp", "--output", output],
    cwd: ROOT,
    stderr: "pipe",
  });
  let log = "";
  transport.stderr!.on("data", (part) => (log += part));
  const client = new Client({ name: "test", version: "0" });
  await client.connect(transport);
  return { client, pid: transport.pid!, readLog: () => log };
}

/** Calls a tool, and waits for it longer than clients do: other tests may have the machine. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  const result = (await client.callTool({ name, arguments: args }, { timeout: LONGEST_WAIT })) as CallToolResult;
  const [content] = result.content;
  const text = content?.type === "text" ? content.text : "";
  return { text, value: result.structuredContent, isError: result.isError === true };
}
