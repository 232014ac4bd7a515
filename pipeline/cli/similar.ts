import { askAtlas } from "../database/ask-atlas.ts";
import { findPapers } from "../papers/find-paper.ts";
import { findSimilar } from "../papers/find-similar.ts";
import { cutText } from "../terminal/terminal.ts";
import { writeSimilar } from "../terminal/write-similar.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

const USUAL_LIMIT = 10;

/** Finds the papers of an output folder that are like some of it. */
export const similar = defineCommand<AskOptions & { limit: number }>({
  name: "similar",
  description: "Finds the papers that are like one, or like several taken together, the nearest first.",
  declare(command, program) {
    command.argument("<paper...>", "each by its id, arXiv id, DOI or address, or words of its title in quotes");
    addLimitOption(command, "papers", USUAL_LIMIT);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ['"gradient descent revisited"', "papers like the one with these words in its title"],
    ['00e3454e565958ea "debiasing algorithm" --limit 20', "papers like these two"],
    ['"moral bias" --json', "for a program"],
  ],
  notes: "Near: cosine to the paper; of several the mean of the cosines.",
  async answer({ args, options: { output, limit, json }, terminal }) {
    const { given, papers } = await askAtlas(output, async (database) => {
      const found = await findPapers(database, args);
      const ids = found.map(({ paper_id }) => paper_id);
      return { given: found, papers: await findSimilar(database, ids, limit) };
    });
    if (json) return printJson(papers);
    const like = given.map(
      ({ title }, place) => `${cutText(`${place === 0 ? "Like" : " and"} ${title}`, terminal.width)}\n`,
    );
    const found = papers.length === 0 ? "No other paper is in this file.\n" : writeSimilar(papers, terminal);
    printStyled(`${like.join("")}\n${found}`);
  },
});
