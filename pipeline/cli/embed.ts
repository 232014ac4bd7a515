import { formatCount, formatNumber } from "../text/format-figure.ts";
import { readConfigFile } from "./config-file.ts";
import { parseEmbedCommandLine } from "./embed-command-line.ts";
import { printText } from "./print.ts";
import type { Program } from "./program.ts";
import { provideInput } from "./spool-standard-input.ts";

/** Embeds one shard of the papers as the arguments say, and returns the exit code. */
export async function embed(program: Program, args: readonly string[]): Promise<number> {
  const request = parseEmbedCommandLine(program, args, readConfigFile);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  const { config, shard, folder, isQuiet, configFile } = request;
  await provideInput(config.input);
  const { createEmbedderSource } = await import("../embedding/embedder-source.ts");
  const { readPaperTexts } = await import("../shards/read-papers.ts");
  const { embedShard } = await import("../shards/embed-shard.ts");
  const { createLog } = await import("./terminal-log.ts");
  const { embedderKey, machine, modelDirectories } = await import("./machine.ts");
  const log = createLog(isQuiet ? "quiet" : "normal", process.stderr);
  if (configFile) log.info(configFile);
  const embedding = createEmbedderSource(modelDirectories, embedderKey);
  const texts = await readPaperTexts(config, { log, embedding, machine, now: () => new Date() });
  const embedder = await embedding.open(config, log);
  try {
    const made = await embedShard(texts, shard, folder, embedder, log);
    if (!isQuiet)
      printText(
        `${made.file}: ${formatCount(made.texts, "text")} of ${formatNumber(texts.length)}, ${made.embedded > 0 ? `${formatNumber(made.embedded)} embedded now` : "there already"}\n`,
      );
  } finally {
    await embedder.close();
  }
  return 0;
}
