import { askAtlas } from "../database/ask-atlas.ts";
import { findPaper } from "../papers/find-paper.ts";
import { readPaperCard } from "../papers/read-paper-card.ts";
import { writePaperCard } from "../terminal/write-paper-card.ts";
import { defineCommand } from "./define-command.ts";
import { printJson, printStyled } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

const USUAL_LIMIT = 5;

/** Shows the card of a paper of an output folder. */
export const paper = defineCommand<AskOptions & { limit: number }>({
  name: "paper",
  description: "Shows a paper: authors, links, abstract, its topic and why it is there, near papers, where it stood.",
  declare(command, program) {
    command.argument("<paper...>", "its id, arXiv id, DOI or address, or words of its title");
    addLimitOption(command, "near papers", USUAL_LIMIT);
    addOutputOption(command, program);
    addJsonOption(command);
  },
  examples: [
    ["gradient descent revisited", "by words of its title"],
    ["00e3454e565958ea --limit 20", "by its id, with more of its neighbours"],
    ["moral bias --json", "for a program"],
  ],
  notes: "",
  async answer({ args, options: { output, limit, json }, terminal }) {
    const card = await askAtlas(output, async (database) => {
      const { paper_id } = await findPaper(database, args.join(" "));
      return readPaperCard(database, paper_id, limit);
    });
    if (json) printJson(card);
    else printStyled(writePaperCard(card, terminal));
  },
});
