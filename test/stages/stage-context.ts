import { parseConfig } from "../../pipeline/config.ts";
import type { Database } from "../../pipeline/database/database.ts";
import type { RunContext } from "../../pipeline/engine/stage.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createMemoryBudget } from "../../pipeline/memory.ts";

/** What a stage needs when it runs alone, without a last run and without a model; `parts` replaces some of it. */
export function contextFor(
  database: Database,
  settings: Record<string, unknown> = {},
  parts: Partial<RunContext> = {},
): RunContext {
  const config = parseConfig(settings);
  return {
    database,
    settings: config,
    memory: createMemoryBudget(config.memory),
    isForced: false,
    isFromScratch: false,
    log: silentLog,
    openEmbedder: () => Promise.reject(new Error("no embedder here")),
    outputDirectory: "unused",
    journalPath: "",
    shardsPath: "",
    cluster: null,
    runId: 1,
    previousTable: async () => null,
    codeHash: "",
    isPreviousIntact: async () => true,
    ...parts,
  };
}
