import { defineCommand } from "./define-command.ts";
import { loadModels } from "./load-models.ts";
import type { Program } from "./program.ts";
import { type AskOptions, addOutputOption } from "./shared-options.ts";

/** How long an answer that nobody waits for any more may keep the process, in milliseconds. */
const GRACE = 1_000;

/** Serves assistants over standard input and output. */
export const mcp = defineCommand<AskOptions>({
  name: "mcp",
  description:
    "Answers assistants that speak the Model Context Protocol, over standard input and output. It only reads.",
  declare: addOutputOption,
  examples: [
    ["", "answers until its input ends"],
    ["--output week < /dev/null", "tells whether it can answer on another folder, and ends"],
  ],
  notes:
    "An assistant's program starts it: docs/assistants.md says how. It ends when its input does, and on SIGTERM.\nWhat it has to say besides goes to standard error.\n",
  answer: ({ program, options }) => serve(program, options.output),
});

async function serve(program: Program, output: string): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import("@modelcontextprotocol/server/stdio");
  const { createServer } = await import("../mcp/create-server.ts");
  const { AtlasSession } = await import("../mcp/session.ts");
  const { createLog } = await import("./terminal-log.ts");
  const log = createLog("normal", process.stderr);
  const session = new AtlasSession(output, loadModels());
  await session.check();
  const transport = new StdioServerTransport();
  const server = serveStdio(() => createServer(session, program.version, log), {
    transport,
    onerror: (error) => log.warn(`mcp: ${error.message}`),
  });
  await new Promise<void>((resolve) => {
    const tellServer = transport.onclose;
    transport.onclose = () => {
      tellServer?.();
      resolve();
    };
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  await server.close();
  await session.close();
  setTimeout(() => process.exit(), GRACE).unref();
}
