import { z } from "zod";
import type { SearchHit } from "../../paper-search/paper-search.ts";
import { dropNone, shorten } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";

const USUAL_PAPERS = 10;
const MOST_PAPERS = 50;
const MOST_NAMES = 20;

const Names = z
  .union([z.string(), z.array(z.string()).max(MOST_NAMES)])
  .transform((names) => (typeof names === "string" ? [names] : names))
  .optional();

/** Finds papers by a question. */
export function searchPapers(session: AtlasSession) {
  return defineTool({
    name: "search_papers",
    title: "Search papers",
    description:
      "The papers that answer a question best, by meaning and words, the best first. Ask as the user did; synonyms need not be tried. A paper must meet all filters, and one value of each list. Every paper is ranked, so the last ones may fit badly: judge by the snippet.",
    input: z.strictObject({
      question: z
        .string()
        .min(1)
        .describe(
          'words, a sentence, or an abstract; "a phrase", -word, title:word, author:word; an arXiv id, DOI or address',
        ),
      topic: Names.describe("topic_id or words of a label, of any level"),
      since: z.string().optional().describe("first day of listing or publication: 2026-11-24, 2026-11 or 2026"),
      until: z.string().optional().describe("last day"),
      source: Names.describe("an input file, or a folder of them"),
      category: Names.describe("such as cs.CL"),
      limit: z.int().min(1).max(MOST_PAPERS).default(USUAL_PAPERS),
    }),
    output: z.object({
      found_by: z.string().describe("meaning and words, or words alone where the model is not at hand"),
      note: z.string().optional(),
      ranked: z.int().describe("papers that met the filters and were ranked"),
      with_all_words: z.int().describe("of these, papers that have all words: they come first"),
      papers: z.array(
        z.object({
          paper_id: z.string(),
          title: z.string(),
          topic: z.string().optional(),
          day: z.string().optional(),
          url: z.string().optional(),
          snippet: z.string().optional().describe("the sentence of the abstract that fits best"),
          why: z.string(),
          score: z.number().describe("standard deviations above the mean paper"),
        }),
      ),
    }),
    async answer({ question, limit, ...filters }) {
      const { found_by, note, found, whole, hits } = await session.findPapers(question, filters, limit);
      return { found_by, ...dropNone({ note }), ranked: found, with_all_words: whole, papers: hits.map(showHit) };
    },
  });
}

function showHit({ paper_id, title, topic, day, url, snippet, why, score }: SearchHit) {
  return {
    paper_id,
    title: shorten(title),
    ...dropNone({ topic, day, url: url && shorten(url), snippet: snippet === "" ? null : shorten(snippet) }),
    why: shorten(why),
    score: Math.round(score * 100) / 100,
  };
}
