import type { Assignment } from "../assign/place-new-papers.ts";
import { askAtlas } from "../database/ask-atlas.ts";
import { cutText, type Terminal } from "../terminal/terminal.ts";
import { formatCount, formatFigure, formatPercent } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import { addColumnOptions, readColumnOptions } from "./column-options.ts";
import { defineCommand } from "./define-command.ts";
import { loadModels } from "./load-models.ts";
import { printJson, printNote, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";
import { provideInput } from "./spool-standard-input.ts";

const USUAL_LIMIT = 50;
const INDENT = "   ";

type Options = AskOptions & { limit: number };

/** The command that says where papers that are not in an atlas would go. */
export const assign = defineCommand<Options>({
  name: "assign",
  description:
    "Says where papers that are not in the atlas would go: the topic, how sure that is, the second topic, and the nearest paper. Nothing is changed.",
  declare(command, program) {
    command.argument(
      "<files...>",
      "files, folders, patterns in quotes, or - for standard input, in any format that a run reads",
    );
    addOutputOption(command, program);
    addLimitOption(command, "papers", USUAL_LIMIT);
    addJsonOption(command);
    addColumnOptions(command);
  },
  examples: [
    ["papers.jsonl", "each paper of a file"],
    ["export.csv --abstract-field Notes", "of a table, one of whose columns is not known by its name"],
    ["papers.jsonl --json", "for a program: an array, in the order of the file"],
  ],
  notes: `A topic is found by sentence vectors and words, as in a run; how sure it is, is measured on the atlas's own papers, a fifth of which is held
out at a time. A paper that is in the atlas already is shown where it is; one that is far from all of it may be of a topic that the atlas does
not have. To take the papers in, give a run the old input and the new.`,
  async answer({ args, options, terminal }) {
    const { output, limit, json, ...others } = options;
    const { fields } = readColumnOptions(others);
    await provideInput(args);
    const { assignPapers } = await import("../assign/assign-papers.ts");
    const { createLog } = await import("./terminal-log.ts");
    const effects = { embedding: loadModels(), log: createLog("normal", process.stderr) };
    const found = await askAtlas(output, (database) => assignPapers(database, args, fields, limit, effects));
    for (const remark of found.remarks) printNote(remark);
    if (json) printJson(found.assignments);
    else
      printStyled(
        found.assignments.map((assignment, index) => `${describe(assignment, index + 1, terminal)}\n`).join("\n"),
      );
    const more = found.papers - found.assignments.length;
    if (more > 0) printNote(`\n${formatCount(more, "more paper")}: --limit ${found.papers} shows all.`);
    if (!json && found.accuracy !== null)
      printNote(
        `\nMeasured here: of the atlas's own papers, a fifth held out at a time, ${formatPercent(found.accuracy)} come back to their topic.`,
      );
  },
});

function describe(assignment: Assignment, number: number, terminal: Terminal): string {
  const head = `${number}. `;
  const title = terminal.bold(cutText(assignment.title, terminal.width - head.length));
  const lines = [...describeTopic(assignment), describeNearest(assignment)];
  return [`${head}${title}`, ...lines.map((line) => `${INDENT}${cutText(line, terminal.width - INDENT.length)}`)].join(
    "\n",
  );
}

function describeTopic(assignment: Assignment): string[] {
  const { status, paper_id, topic, topic_id, probability, second_topic, second_topic_id, second_probability } =
    assignment;
  const first = topic === null ? "no topic" : `${toPrintableLine(topic)} (topic ${topic_id})`;
  if (status === "known") return [`already in it, as ${paper_id}: ${first}`];
  const second =
    second_topic === null
      ? []
      : [`second  ${formatSureness(second_probability!)}  ${second_topic} (topic ${second_topic_id})`];
  if (status === "far")
    return ["far from everything in the atlas: it may be of a topic that is not there", `rather  ${first}`];
  return [`topic   ${formatSureness(probability ?? 0)}  ${first}`, ...second];
}

function describeNearest({ nearest_title, nearest_similarity, nearest_paper_id }: Assignment): string {
  return `nearest ${formatFigure(nearest_similarity!).padStart(5)}  ${nearest_paper_id}  ${nearest_title}`;
}

/** Nothing is wholly sure. */
function formatSureness(probability: number): string {
  const share = probability > 0.99 ? ">99 %" : probability < 0.01 ? "<1 %" : formatPercent(probability);
  return share.padStart(5);
}
