import { McpServer } from "@modelcontextprotocol/server";
import type { Log } from "../log.ts";
import { registerTool } from "./define-tool.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { listTools } from "./list-tools.ts";
import { registerResources } from "./resources.ts";
import type { AtlasSession } from "./session.ts";

/** Arguments of one call may hold no more values than this. */
const MOST_ARGUMENTS = 1_000;

/** Returns a server that answers questions of assistants on the atlas of a session. Connect it to a transport; it prints nothing. */
export function createServer(session: AtlasSession, version: string, log: Log): McpServer {
  const server = new McpServer(
    { name: "topic-atlas", title: "Topic Atlas", version },
    { instructions: INSTRUCTIONS, maxToolInputElements: MOST_ARGUMENTS },
  );
  for (const tool of listTools(session)) registerTool(server, tool, log);
  registerResources(server, session);
  return server;
}
