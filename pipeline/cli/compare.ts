import { askAtlas } from "../database/ask-atlas.ts";
import { writeComparison } from "../terminal/write-comparison.ts";
import { compareTopics } from "../topic-cards/compare-topics.ts";
import { findTopic } from "../topic-cards/find-topic.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

const USUAL_LIMIT = 10;

/** Says what distinguishes two topics of an output folder. */
export const compare = defineCommand<AskOptions & { limit: number }>({
  name: "compare",
  description:
    "Says what distinguishes two topics: how near they are, terms of the one and of the other, papers between them.",
  declare(command, program) {
    command.argument("<topic>", "id of a topic of any level, or words of its label");
    command.argument("<other>", "the other topic");
    addLimitOption(command, "papers between them", USUAL_LIMIT);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["quantization pruning", "two topics by words of their labels"],
    ['8 "convolutional neural networks"', "by an id, and by words in quotes"],
    ["24 25 --json", "two broader topics, for a program"],
  ],
  notes: `A term is rather in one topic where its share of papers there is more than twice that in the other.
Papers between them are in one and have a tenth of the votes or more for the other, as the topic that comes second.`,
  async answer({ args, options: { output, limit, json }, terminal }) {
    const comparison = await askAtlas(output, async (database) => {
      const first = await findTopic(database, args[0]!);
      const second = await findTopic(database, args[1]!);
      return compareTopics(database, first.topic_id, second.topic_id, limit);
    });
    if (json) printJson(comparison);
    else printStyled(writeComparison(comparison, terminal));
  },
});
