import type { Command } from "commander";
import { UserError } from "../error.ts";
import type { SearchFilters } from "../paper-search/paper-search.ts";
import { readQuestion } from "../search/read-question.ts";
import { toPrintableLine } from "../text/printable.ts";
import { defineCommand, type Question } from "./define-command.ts";
import { loadModels } from "./load-models.ts";
import { printJson, printStyled, printText } from "./print.ts";
import { type AskOptions, addJsonOption, addLimitOption, addOutputOption } from "./shared-options.ts";

type SearchOptions = AskOptions & {
  topic?: string[];
  since?: string;
  until?: string;
  source?: string[];
  category?: string[];
  limit: number;
  sql?: true;
};

const PAPERS_SHOWN = 10;

export const search = defineCommand<SearchOptions>({
  name: "search",
  description:
    "Finds the papers that answer a question best, by its meaning and its words. The meaning needs the model that made the papers' vectors; without it the words rank alone, and a note says so.",
  declare,
  examples: [
    ['"kv cache compression"', "the ten papers that fit best"],
    ['"how do models forget" --limit 3', "a sentence does as well"],
    ["'\"language model\" -vision title:pruning'", "a phrase, a word to leave out, a word of the title"],
    ['"scaling laws" --topic quantization', "in one topic alone, by its id or words of its label"],
    ['"speech" --json', "for a program"],
    ['"speech" --sql', "the query, for DuckDB"],
  ],
  notes: `Papers that have all words come first, in any number, spelling and form; a word that no paper has is put right where it looks like a slip.
Asked for more exactly, every paper found must meet it: "words in quotes" in this order, -word left out, title:word (also abstract:, author:
and topic:, with quotes for several words). An arXiv identifier, a DOI, an address or a paper_id finds that paper, then those nearest to it.
Days are those on which papers were listed or, where none is known, published; a month (2026-11) or a year does as well.
Every --source, --topic and --category may be given more than once: a paper must meet one of each. A score is how far a paper stands
above the mean of all, in standard deviations.`,
  answer,
});

function declare(command: Command, program: Parameters<typeof addOutputOption>[1]): void {
  command.argument("<question...>", "words, or a sentence");
  command.option("--topic <topic>", "papers of this topic, of any level: its id, or words of its label", collect);
  command.option("--since <day>", "papers of this day or later, as 2026-11-24");
  command.option("--until <day>", "papers of this day or earlier");
  command.option("--source <file>", "papers of this input file, or of all in this folder", collect);
  command.option("--category <name>", "papers of this category, such as cs.CL", collect);
  addLimitOption(command, "papers", PAPERS_SHOWN);
  addOutputOption(command, program);
  addJsonOption(command);
  command.option("--sql", "print the query that finds the same in any DuckDB on the file");
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

async function answer({ args, options, terminal }: Question<SearchOptions>): Promise<void> {
  const question = args.join(" ");
  if (options.json && options.sql) throw new UserError("--json and --sql: give one of them");
  readQuestion(question);
  const source = loadModels();
  const { askAtlas } = await import("../database/ask-atlas.ts");
  await askAtlas(options.output, async (database) => {
    const { readSearchFilters } = await import("../paper-search/read-filters.ts");
    const { openPaperSearch } = await import("../paper-search/open-paper-search.ts");
    const filters: SearchFilters = await readSearchFilters(database, options);
    const papers = await openPaperSearch(database, source);
    try {
      if (options.sql) return printText(await papers.writeSql(question, filters, options.limit));
      const found = await papers.find(question, filters, options.limit);
      if (found.note !== null) process.stderr.write(`note: ${toPrintableLine(found.note)}\n`);
      if (options.json) return printJson(found.hits);
      const { writeHits } = await import("../paper-search/write-hits.ts");
      printStyled(writeHits(question, found, terminal));
    } finally {
      await papers.close();
    }
  });
}
