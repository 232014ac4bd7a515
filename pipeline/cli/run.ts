import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { UserError } from "../error.ts";
import { createLog } from "../log.ts";
import { type RunSummary, runPipeline } from "../run-pipeline.ts";
import { machine, modelDirectories } from "./machine.ts";
import { parseCommandLine } from "./run-command-line.ts";

try {
  const request = parseCommandLine(process.argv.slice(2));
  if (request.kind === "print") {
    process.stdout.write(request.text);
  } else {
    const embedding = createOnnxSource(modelDirectories);
    const summary = await runPipeline(request.config, { log: createLog(request.verbosity), embedding, machine });
    if (request.json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    else if (request.verbosity !== "quiet") process.stdout.write(describeRun(summary));
  }
} catch (error) {
  const isUserError = error instanceof UserError;
  process.stderr.write(isUserError ? `error: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = isUserError ? 2 : 1;
}

function describeRun({ papers, topics, seconds, files }: RunSummary): string {
  const width = Math.max(...Object.values(files).map((file) => file.length)) + 2;
  return [
    "",
    `${papers} papers in ${topics.length} topics, ${seconds.toFixed(1)} s. Open:`,
    `  ${files.map.padEnd(width)}the map, its topics and papers, in any browser`,
    `  ${files.report.padEnd(width)}the report`,
    `  ${files.database.padEnd(width)}everything, for SQL: SELECT * FROM topic_overview`,
    "",
  ].join("\n");
}
