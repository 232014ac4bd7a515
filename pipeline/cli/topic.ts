import { askAtlas } from "../database/ask-atlas.ts";
import { writeTopicCard } from "../terminal/write-topic-card.ts";
import { findTopic } from "../topic-cards/find-topic.ts";
import { readTopicCard } from "../topic-cards/read-topic-card.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

const USUAL_LIMIT = 5;

/** Shows the card of a topic of an output folder. */
export const topic = defineCommand<AskOptions & { limit: number }>({
  name: "topic",
  description:
    "Shows what a topic is: its label and what that is worth, its stability, terms, evidence, typical papers, nearest topics.",
  declare(command, program) {
    command.argument("<topic...>", "id of a topic of any level, or words of its label");
    addLimitOption(command, "sentences, papers and near topics each", USUAL_LIMIT);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["quantization", "by words of its label"],
    ["24 --limit 10", "by its id, as the command topics shows it, and with more papers"],
    ["pruning --json", "for a program"],
  ],
  notes: `Papers here and elsewhere: those that contain the term. Near: cosine to the centroid of the topic.
Prob.: share of the votes for the topic; a vote is one clustering of a part of the papers.`,
  async answer({ args, options: { output, limit, json }, terminal }) {
    const card = await askAtlas(output, async (database) => {
      const { topic_id } = await findTopic(database, args.join(" "));
      return readTopicCard(database, topic_id, limit);
    });
    if (json) printJson(card);
    else printStyled(writeTopicCard(card, terminal));
  },
});
