import type { RunSummary } from "../run-pipeline.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { describeLevels } from "../topics/level-names.ts";
import { readConfigFile } from "./config-file.ts";
import { printJsonRecord, printText } from "./print.ts";
import type { Program } from "./program.ts";
import { parseRunCommandLine } from "./run-command-line.ts";
import { provideInput } from "./spool-standard-input.ts";

/** Runs the pipeline as the arguments say, prints what was made, and returns the exit code. */
export async function run(program: Program, args: readonly string[]): Promise<number> {
  const request = parseRunCommandLine(program, args, readConfigFile);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  if (request.isWatching) return (await import("./watch-runs.ts")).watchRuns(request, args);
  await provideInput(request.config.input);
  const { runPipeline } = await import("../run-pipeline.ts");
  const { createLog } = await import("./terminal-log.ts");
  const { createEmbedderSource } = await import("../embedding/embedder-source.ts");
  const { embedderKey, machine, modelDirectories } = await import("./machine.ts");
  const log = createLog(request.verbosity, process.stderr);
  if (request.configFile) log.info(request.configFile);
  const embedding = createEmbedderSource(modelDirectories, embedderKey);
  const { openCluster } = await import("./open-cluster.ts");
  const cluster = await openCluster(request.config, modelDirectories);
  const summary = await runPipeline(request.config, { log, embedding, cluster, machine });
  if (request.json) printJsonRecord(summary, request.verbosity === "quiet" || !process.stdout.isTTY);
  else if (request.verbosity !== "quiet") printText(describeRun(summary));
  return 0;
}

function describeRun({ papers, input, levels, seconds, files }: RunSummary): string {
  const width = Math.max(...Object.values(files).map((file) => file.length)) + 2;
  return [
    "",
    `${formatCount(input.found, "record")} = ${formatCount(input.papers, "paper")} + ${formatNumber(input.merged)} merged + ${formatNumber(input.rejected)} rejected`,
    `${formatCount(papers, "paper")} in ${describeLevels(levels)}, ${seconds.toFixed(1)} s. Open:`,
    `  ${files.map.padEnd(width)}the map, its topics and papers, in any browser`,
    `  ${files.report.padEnd(width)}the report`,
    `  ${files.database.padEnd(width)}everything, for SQL: SELECT * FROM topic_overview`,
    "",
  ].join("\n");
}
