import type { CommandName } from "./command-names.ts";
import type { RunnableCommand } from "./define-command.ts";

/** What does each command: code is loaded by the command that needs it. */
const LOADERS: Record<CommandName, () => Promise<RunnableCommand>> = {
  run: async () => ({
    build: (await import("./run-command-line.ts")).buildRunCommand,
    run: (await import("./run.ts")).run,
  }),
  embed: async () => ({
    build: (await import("./embed-command-line.ts")).buildEmbedCommand,
    run: (await import("./embed.ts")).embed,
  }),
  search: async () => (await import("./search.ts")).search,
  serve: async () => (await import("./serve.ts")).serve,
  inspect: async () => ({
    build: (await import("./inspect-command-line.ts")).buildInspectCommand,
    run: (await import("./inspect.ts")).inspect,
  }),
  digest: async () => ({
    build: (await import("./digest-command-line.ts")).buildDigestCommand,
    run: (await import("./digest.ts")).digest,
  }),
  duplicates: async () => ({
    build: (await import("./duplicates-command-line.ts")).buildDuplicatesCommand,
    run: (await import("./duplicates.ts")).duplicates,
  }),
  topics: async () => (await import("./topics.ts")).topics,
  topic: async () => (await import("./topic.ts")).topic,
  compare: async () => (await import("./compare.ts")).compare,
  diff: async () => (await import("./diff.ts")).diff,
  paper: async () => (await import("./paper.ts")).paper,
  similar: async () => (await import("./similar.ts")).similar,
  sql: async () => (await import("./sql.ts")).sql,
  export: async () => (await import("./export.ts")).exporting,
  mcp: async () => (await import("./mcp.ts")).mcp,
  eval: async () => ({
    build: (await import("./eval-command-line.ts")).buildEvaluationCommand,
    run: (await import("./eval.ts")).evaluate,
  }),
  doctor: async () => (await import("./doctor.ts")).doctor,
  open: async () => (await import("./open.ts")).open,
  assign: async () => (await import("./assign.ts")).assign,
  completion: async () => (await import("./completion.ts")).defineCompletion(loadCommand),
};

/** Returns a command with its code. */
export function loadCommand(name: CommandName): Promise<RunnableCommand> {
  return LOADERS[name]();
}
