import { askAtlas } from "../database/ask-atlas.ts";
import { writeTopicList } from "../terminal/write-topic-list.ts";
import { type ListedTopic, readTopicList } from "../topic-cards/read-topic-list.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

/** Most bars of a sparkline. */
const MOST_PERIODS = 24;
const ALL = 1000;

/** Lists the topics of an output folder. */
export const topics = defineCommand<AskOptions & { limit: number; flat?: true }>({
  name: "topics",
  description:
    "Lists the topics, those of one broader topic under it: id, label, papers, stability, and its papers over time where days are known.",
  declare(command, program) {
    command.option("--flat", "without broader topics, the largest first");
    addLimitOption(command, "topics", ALL);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["", "all topics, as a tree"],
    ["--flat --limit 10", "the ten largest"],
    ["--json", "for a program"],
  ],
  notes: `Stability: how well half of a topic's papers foretell which of the other half are in it. firm: from .75 on, fair: from .5 on, loose: below.
Over time: each topic by its own highest bar.`,
  async answer({ options: { output, limit, flat, json }, terminal }) {
    const list = await askAtlas(output, (database) => readTopicList(database, MOST_PERIODS));
    const shown = (flat ? sortBySize(list.topics) : list.topics).slice(0, limit);
    if (json) printJson(shown);
    else printStyled(writeTopicList(list, shown, flat === true, terminal));
  },
});

function sortBySize(topics: readonly ListedTopic[]): ListedTopic[] {
  return topics.filter(({ level }) => level === 0).sort((a, b) => b.size - a.size || a.topic_id - b.topic_id);
}
