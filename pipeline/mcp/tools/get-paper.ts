import { z } from "zod";
import { UserError } from "../../error.ts";
import { findPaper } from "../../papers/find-paper.ts";
import { type PaperCard, readPaperCard } from "../../papers/read-paper-card.ts";
import { dropNone, shorten, shortenList } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";
import { NearPaper, showNear } from "./near-paper.ts";

const USUAL_NEIGHBORS = 5;
const MOST_NEIGHBORS = 20;
const LONGEST_ABSTRACT = 6_000;
const MOST_NAMES = 20;
const MOST_ROWS = 10;

/** Gives the card of one paper. */
export function getPaper(session: AtlasSession) {
  return defineTool({
    name: "get_paper",
    title: "Get paper",
    description:
      "One paper: abstract, authors, links, its topic and why it is there, near papers, where it was listed, what was merged into it as a repeat.",
    input: z.strictObject({
      paper: z.string().min(1).describe("paper_id, arXiv id, DOI, address, or words of the title"),
      neighbors: z.int().min(0).max(MOST_NEIGHBORS).default(USUAL_NEIGHBORS).describe("how many near papers"),
      abstract_from: z.int().min(0).default(0).describe("character to begin with, for the rest of a long abstract"),
    }),
    output: z.object({
      paper_id: z.string(),
      title: z.string(),
      authors: z.array(z.string()).optional(),
      published: z.string().optional(),
      venue: z.string().optional(),
      categories: z.array(z.string()).optional(),
      keywords: z.array(z.string()).optional(),
      language: z.string().optional(),
      author_comment: z.string().optional(),
      doi: z.string().optional(),
      arxiv_id: z.string().optional(),
      links: z.array(z.object({ name: z.string(), address: z.string() })).optional(),
      abstract: z.string(),
      topic: z
        .object({
          topic_id: z.int(),
          label: z.string(),
          path: z.array(z.string()).optional().describe("broader topics"),
        })
        .optional()
        .describe("absent where it is in none"),
      role: z.string().optional().describe("core, edge, unassigned or unsettled"),
      probability: z.number().optional().describe("of its topic, 0 to 1"),
      second_topic: z.object({ topic_id: z.int(), label: z.string(), probability: z.number() }).optional(),
      why_here: z.array(z.object({ kind: z.string(), text: z.string() })).optional(),
      neighbors: z.array(NearPaper).optional(),
      listed: z
        .array(
          z.object({
            source: z.string(),
            day: z.string().optional(),
            rank: z.int().optional(),
            upvotes: z.int().optional(),
          }),
        )
        .optional(),
      merged: z.array(z.object({ source: z.string(), kind: z.string(), reason: z.string() })).optional(),
      more: z.string().optional().describe("what was cut, and how to get it"),
    }),
    answer: ({ paper, neighbors, abstract_from: from }) =>
      session.ask(async (database) => {
        const { paper_id } = await findPaper(database, paper);
        return showCard(await readPaperCard(database, paper_id, neighbors), from);
      }),
  });
}

function showCard(card: PaperCard, from: number) {
  const { abstract, topic, second_topic, appearances, duplicates } = card;
  if (from > abstract.length)
    throw new UserError(`abstract_from: ${from}: the abstract has ${abstract.length} characters.`);
  return {
    paper_id: card.paper_id,
    title: shorten(card.title),
    abstract: abstract.slice(from, from + LONGEST_ABSTRACT),
    ...dropNone({
      authors: shortenList(card.authors ?? [], MOST_NAMES),
      published: card.published,
      venue: card.venue && shorten(card.venue),
      categories: shortenList(card.categories ?? [], MOST_NAMES),
      keywords: shortenList(card.keywords ?? [], MOST_NAMES),
      language: card.language,
      author_comment: card.author_comment && shorten(card.author_comment),
      doi: card.doi,
      arxiv_id: card.arxiv_id,
      links: card.links.slice(0, MOST_ROWS).filter(({ address }) => address.length <= 500),
      topic: topic && {
        topic_id: topic.topic_id,
        label: topic.label,
        ...dropNone({ path: topic.path.slice(0, -1).map(({ label }) => label) }),
      },
      role: card.role,
      probability: card.probability,
      second_topic,
      why_here: card.why_here
        .filter(({ kind }) => kind === "term" || kind === "sentence")
        .map(({ kind, text }) => ({ kind, text: shorten(text, 600) })),
      neighbors: card.neighbors.map(showNear),
      listed: appearances.slice(0, MOST_ROWS).map(({ source, listed_date, rank, upvotes }) => ({
        source: shorten(source),
        ...dropNone({ day: listed_date, rank, upvotes }),
      })),
      merged: duplicates.slice(0, MOST_ROWS).map(({ merged_source, merged_position, kind, reason }) => ({
        source: `${shorten(merged_source)}:${merged_position}`,
        kind,
        reason: shorten(reason),
      })),
      more: describeRest(card, from),
    }),
  };
}

function describeRest({ paper_id, abstract, appearances, duplicates }: PaperCard, from: number): string | null {
  const rest = [];
  const end = from + LONGEST_ABSTRACT;
  if (abstract.length > end)
    rest.push(`Abstract: characters ${from} to ${end} of ${abstract.length}; the rest with abstract_from ${end}.`);
  for (const [table, { length }] of Object.entries({ appearances, duplicates }))
    if (length > MOST_ROWS)
      rest.push(`${MOST_ROWS} of ${length} rows of ${table}: FROM ${table} WHERE paper_id = '${paper_id}'.`);
  return rest.length === 0 ? null : rest.join(" ");
}
