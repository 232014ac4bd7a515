import { UserError } from "./error.ts";
import { evaluateCorpus } from "./evaluation/evaluate-corpus.ts";
import { parseEvaluationCommandLine } from "./evaluation/evaluation-command-line.ts";
import { formatEvaluation } from "./evaluation/evaluation-table.ts";
import { chooseExitCode } from "./evaluation/floors.ts";
import { createLog } from "./log.ts";

try {
  const request = parseEvaluationCommandLine(process.argv.slice(2));
  if (request.kind === "print") {
    process.stdout.write(request.text);
  } else {
    const evaluation = await evaluateCorpus(request.settings, { log: createLog(request.verbosity) });
    process.stdout.write(request.json ? `${JSON.stringify(evaluation, null, 2)}\n` : formatEvaluation(evaluation));
    process.exitCode = chooseExitCode(evaluation.missedFloors);
  }
} catch (error) {
  const isUserError = error instanceof UserError;
  process.stderr.write(isUserError ? `error: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = isUserError ? 2 : 1;
}
