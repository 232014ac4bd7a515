import { askAtlas } from "../database/ask-atlas.ts";
import { compareRuns } from "../lineage/compare-runs.ts";
import { findRuns } from "../lineage/find-runs.ts";
import { tellEvents, writeStory } from "../lineage/tell-events.ts";
import { writeDifference } from "../terminal/write-difference.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled, printText } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

const USUAL_LIMIT = 10;

/** Says what changed from one run of an output folder to another. */
export const diff = defineCommand<AskOptions & { limit: number }>({
  name: "diff",
  description: "Says what changed from one run to another: data, settings, topics, papers and map.",
  declare(command, program) {
    command.argument("[run-a]", "number of a run, last or previous (default: previous)");
    command.argument("[run-b]", "the run that it is compared with (default: last)");
    addLimitOption(command, "papers of a kind", USUAL_LIMIT);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["", "the last run and the one before, of the runs that changed something"],
    ["previous last --limit 100", "the same, with more of the papers"],
    ["--json", "for a program"],
  ],
  notes: `A topic is born, continued, grown, shrunk, split, merged, died or renamed; docs/lineage.md says when.
Each run that changes something is kept, the last 100 unless --keep-runs of the pipeline says otherwise; the table run_inputs lists them.`,
  async answer({ args, options: { output, limit, json }, terminal }) {
    const difference = await askAtlas(output, async (database) => {
      const pair = await findRuns(database, args);
      return pair && compareRuns(database, pair, limit);
    });
    if (json) printJson(difference && { ...difference, told: tellEvents(difference.events).map(writeStory) });
    else if (difference === null) printText("There is one run so far: nothing to compare it with.\n");
    else printStyled(writeDifference(difference, terminal));
  },
});
