import { type CallToolResult, Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { z } from "zod";
import type { Log } from "../../pipeline/log.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createServer } from "../../pipeline/mcp/create-server.ts";
import { AtlasSession } from "../../pipeline/mcp/session.ts";
import type { compareTopics } from "../../pipeline/mcp/tools/compare-topics.ts";
import type { describeTables } from "../../pipeline/mcp/tools/describe-tables.ts";
import type { getPaper } from "../../pipeline/mcp/tools/get-paper.ts";
import type { getTopic } from "../../pipeline/mcp/tools/get-topic.ts";
import type { listTopics } from "../../pipeline/mcp/tools/list-topics.ts";
import type { runSql } from "../../pipeline/mcp/tools/run-sql.ts";
import type { searchPapers } from "../../pipeline/mcp/tools/search-papers.ts";
import type { similarPapers } from "../../pipeline/mcp/tools/similar-papers.ts";
import type { whatChanged } from "../../pipeline/mcp/tools/what-changed.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Milliseconds. */
const LONGEST_WAIT = 300_000;

/** The tools by the name that an assistant calls them by. */
type Tools = {
  search_papers: typeof searchPapers;
  list_topics: typeof listTopics;
  get_topic: typeof getTopic;
  get_paper: typeof getPaper;
  similar_papers: typeof similarPapers;
  compare_topics: typeof compareTopics;
  what_changed: typeof whatChanged;
  run_sql: typeof runSql;
  describe_tables: typeof describeTables;
};

export type ToolName = keyof Tools;

/** What a call of a tool gave: the text, the same as values of the tool's own schema, which the client has checked, and whether it is an error. */
export type Answer<Name extends ToolName> = {
  text: string;
  value: z.output<ReturnType<Tools[Name]>["output"]> & { quoted: string };
  isError: boolean;
};

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
export async function callTool<Name extends ToolName>(
  client: Client,
  name: Name,
  args: Record<string, unknown> = {},
): Promise<Answer<Name>> {
  const result = (await client.callTool({ name, arguments: args }, { timeout: LONGEST_WAIT })) as CallToolResult;
  const [content] = result.content;
  const text = content?.type === "text" ? content.text : "";
  return { text, value: result.structuredContent as Answer<Name>["value"], isError: result.isError === true };
}
