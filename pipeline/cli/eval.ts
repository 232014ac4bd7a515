import { type EvaluationRequest, parseEvaluationCommandLine } from "./eval-command-line.ts";
import { printJson, printText } from "./print.ts";
import type { Program } from "./program.ts";

/** Measures topics as the arguments ask, prints the figures, and returns the exit code: 3 where a recorded floor was missed. */
export async function evaluate(program: Program, args: readonly string[]): Promise<number> {
  const request = parseEvaluationCommandLine(program, args);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  const { createLog } = await import("./terminal-log.ts");
  const { createOnnxSource } = await import("../embedding/onnx-embedder.ts");
  const { modelDirectories } = await import("./machine.ts");
  const effects = { log: createLog(request.verbosity, process.stderr), embedding: createOnnxSource(modelDirectories) };
  if (request.kind === "panels") {
    const { evaluateTopicCounts } = await import("../evaluation/evaluate-topic-counts.ts");
    const { formatTopicCounts } = await import("../evaluation/topic-count-table.ts");
    print(request, await evaluateTopicCounts(request.settings, effects), formatTopicCounts);
    return 0;
  }
  if (request.kind === "stability") {
    const { evaluateStability } = await import("../evaluation/evaluate-stability.ts");
    const { formatStability } = await import("../evaluation/stability-table.ts");
    print(request, await evaluateStability(request.settings, effects), formatStability);
    return 0;
  }
  const { evaluateCorpora } = await import("../evaluation/evaluate-corpora.ts");
  const { formatEvaluation } = await import("../evaluation/evaluation-table.ts");
  const { chooseExitCode } = await import("../evaluation/floors.ts");
  const evaluation = await evaluateCorpora(request.settings, effects);
  print(request, evaluation, formatEvaluation);
  return chooseExitCode(evaluation.corpora.map(({ missedFloors }) => missedFloors));
}

function print<Evaluation>(
  { json }: Exclude<EvaluationRequest, { kind: "print" }>,
  evaluation: Evaluation,
  format: (evaluation: Evaluation) => string,
): void {
  if (json) printJson(evaluation);
  else printText(format(evaluation));
}
