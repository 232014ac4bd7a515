import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { UserError } from "../error.ts";
import { evaluateCorpora } from "../evaluation/evaluate-corpora.ts";
import { evaluateTopicCounts } from "../evaluation/evaluate-topic-counts.ts";
import { formatEvaluation } from "../evaluation/evaluation-table.ts";
import { chooseExitCode } from "../evaluation/floors.ts";
import { formatTopicCounts } from "../evaluation/topic-count-table.ts";
import { createLog } from "../log.ts";
import { type EvaluationRequest, parseEvaluationCommandLine } from "./eval-command-line.ts";
import { modelDirectories } from "./machine.ts";

try {
  await answer(parseEvaluationCommandLine(process.argv.slice(2)));
} catch (error) {
  const isUserError = error instanceof UserError;
  process.stderr.write(isUserError ? `error: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = isUserError ? 2 : 1;
}

async function answer(request: EvaluationRequest): Promise<void> {
  if (request.kind === "print") {
    process.stdout.write(request.text);
    return;
  }
  const effects = { log: createLog(request.verbosity), embedding: createOnnxSource(modelDirectories) };
  const show = <T>(evaluation: T, format: (evaluation: T) => string) =>
    process.stdout.write(request.json ? `${JSON.stringify(evaluation, null, 2)}\n` : format(evaluation));
  if (request.kind === "panels") {
    show(await evaluateTopicCounts(request.settings, effects), formatTopicCounts);
    return;
  }
  const evaluation = await evaluateCorpora(request.settings, effects);
  show(evaluation, formatEvaluation);
  process.exitCode = chooseExitCode(evaluation.corpora.map(({ missedFloors }) => missedFloors));
}
