import { freemem } from "node:os";
import { version as duckdbVersion } from "@duckdb/node-api";
import type { Finding } from "../doctor/finding.ts";
import { UserError } from "../error.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrapText } from "../terminal/wrap-text.ts";
import { formatCount } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addOutputOption } from "./shared-options.ts";

const WIDTH_OF_STATUS = 9;
const WIDTH_OF_CHECK = 14;

/** The command that says whether everything is in order. */
export const doctor = defineCommand<AskOptions>({
  name: "doctor",
  description:
    "Looks whether everything is in order: models and their hashes, the database and the files beside it, what is out of date and why, room on the disk and in memory. It writes nothing and stops no run.",
  declare: (command, program) => {
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["", "everything, a line for each thing looked at"],
    ["--json", "the same, for a program"],
  ],
  notes:
    "ok: in order. note: to be known, nothing is wrong. problem: must be fixed; the exit code is 2 then.\nTo see whether the input is still the same, call it from the folder in which the run was called.",
  async answer({ program, options, terminal }) {
    const { examineOutput } = await import("../doctor/examine-output.ts");
    const { loadStages } = await import("../stages/stages.ts");
    const { createEmbedderSource } = await import("../embedding/embedder-source.ts");
    const { embedderKey, modelDirectories } = await import("./machine.ts");
    const findings = await examineOutput(options.output, {
      versions: { "topic-atlas": program.version, node: process.versions.node, duckdb: duckdbVersion() },
      models: modelDirectories,
      embedding: createEmbedderSource(modelDirectories, embedderKey),
      stages: await loadStages(),
      freeMemory: freemem(),
      isRunning,
    });
    if (options.json) printJson(findings);
    else printStyled(findings.map((finding) => describe(finding, terminal)).join(""));
    const problems = findings.filter(({ status }) => status === "problem").length;
    if (problems > 0) throw new UserError(`${formatCount(problems, "problem")} found, and what to do is said above.`);
  },
});

function describe({ check, status, message, next }: Finding, terminal: Terminal): string {
  const styles = { ok: terminal.dim, note: terminal.bold, problem: terminal.mark };
  const indent = WIDTH_OF_STATUS + WIDTH_OF_CHECK;
  const said = wrapText(toPrintableLine(message), terminal, indent);
  const advice = next === null ? "" : `${wrapText(toPrintableLine(`-> ${next}`), terminal, indent)}\n`;
  const head = `${styles[status](status.padEnd(WIDTH_OF_STATUS))}${check.padEnd(WIDTH_OF_CHECK)}`;
  return `${head}${said.trimStart()}\n${advice}`;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
