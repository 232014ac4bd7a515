import { type Config, parseConfig } from "./config.ts";
import type { EmbedderSource } from "./embedding/embedder.ts";
import { type Log, silentLog } from "./log.ts";
import type { RunSummary } from "./run-pipeline.ts";

/** Settings of a run: what to read and where to write, and of the rest what differs from the defaults of `topic-atlas run`. */
export type AtlasSettings = Partial<Omit<Config, "input" | "output">> & { input: string | string[]; output: string };

/** What a run may be given of its surroundings. */
export type AtlasEffects = {
  /** Called with each line that the command would print: a stage that ended, or a warning. */
  log?: (message: string) => void;
  /** Where vectors come from: by default the model of the settings, on this machine. */
  embedding?: EmbedderSource;
};

/**
 * Finds the topics of papers, as `topic-atlas run` does, and returns what was made. A run into the same folder again takes over
 * whatever did not change. Throws a UserError for what the caller can mend; then the folder is as it was.
 */
export async function runAtlas(settings: AtlasSettings, effects: AtlasEffects = {}): Promise<RunSummary> {
  const { input } = settings;
  const config = parseConfig({ ...settings, input: typeof input === "string" ? [input] : input });
  const { runPipeline } = await import("./run-pipeline.ts");
  return runPipeline(config, { log: createCallbackLog(effects.log), embedding: effects.embedding });
}

function createCallbackLog(call: AtlasEffects["log"]): Log {
  if (!call) return silentLog;
  return { ...silentLog, info: (message) => call(message.trim()), warn: call };
}
