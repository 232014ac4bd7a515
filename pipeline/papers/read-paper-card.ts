import type { Database } from "../database/database.ts";
import { roundFigure } from "../text/format-figure.ts";
import { findSimilar, type SimilarPaper } from "./find-similar.ts";
import { listPaperLinks, type PaperLink } from "./list-paper-links.ts";

/** A topic on the way to a paper. */
type NamedTopic = { topic_id: number; label: string };

/** A place where a paper stood; the day as 2026-11-24. */
type Appearance = {
  source: string;
  position: number;
  line: number | null;
  format: string | null;
  arxiv_version: number | null;
  listed_text: string | null;
  listed_date: string | null;
  rank: number | null;
  upvotes: number | null;
  comments: number | null;
};

/** A record that was merged into a paper, and why. */
type MergedRecord = {
  merged_source: string;
  merged_position: number;
  title: string;
  kind: string;
  score: number;
  reason: string;
};

/** All that the file knows of a paper; keys as its tables and views have them, null for what is not known. */
export type PaperCard = {
  paper_id: string;
  title: string;
  authors: string[] | null;
  published: string | null;
  venue: string | null;
  categories: string[] | null;
  keywords: string[] | null;
  language: string | null;
  author_comment: string | null;
  doi: string | null;
  arxiv_id: string | null;
  links: PaperLink[];
  abstract: string;
  /** Its topic, null where it has none; `path` leads to it from the broadest, itself last. */
  topic: (NamedTopic & { color: string | null; path: NamedTopic[] }) | null;
  role: string | null;
  probability: number | null;
  second_topic: (NamedTopic & { probability: number }) | null;
  why_here: { kind: string; rank: number; text: string; score: number | null }[];
  neighbors: SimilarPaper[];
  appearances: Appearance[];
  duplicates: MergedRecord[];
};

const PAPER = `
SELECT paper_id, clean_title AS title, authors, published, venue, categories, keywords, language, author_comment, doi, arxiv_id,
  paper_url, code_url, project_url, urls, clean_abstract AS abstract
FROM papers WHERE paper_id = $1`;

const PLACE = `
SELECT topic_papers.topic_id, mine.label, mine.path, mine.labels, color, role, probability, second_topic_id, other.label AS second_label, margin
FROM topic_papers
LEFT JOIN topic_tree AS mine ON mine.topic_id = topic_papers.topic_id
LEFT JOIN topic_marks ON topic_marks.topic_id = topic_papers.topic_id
LEFT JOIN topics AS other ON other.topic_id = second_topic_id
WHERE paper_id = $1`;

const APPEARANCES = `
SELECT source, position, line, format, arxiv_version, listed_text, listed_date::VARCHAR AS listed_date, rank, upvotes, comments
FROM appearances WHERE paper_id = $1 ORDER BY listed_date NULLS LAST, source, position`;

const DUPLICATES = `
SELECT merged_source, merged_position, records.clean_title AS title, duplicates.kind, round(score, 4) AS score, reason
FROM duplicates JOIN records ON (records.source, records.position) = (merged_source, merged_position)
WHERE paper_id = $1 ORDER BY merged_source, merged_position`;

type PaperRow = Omit<PaperCard, "links"> & Parameters<typeof listPaperLinks>[0];

type PlaceRow = {
  topic_id: number | null;
  label: string | null;
  path: number[] | null;
  labels: string[] | null;
  color: string | null;
  role: string;
  probability: number | null;
  second_topic_id: number | null;
  second_label: string | null;
  margin: number | null;
};

const DIGITS = 4;

/** Returns the card of the paper that has this id, with at most `neighbors` near papers. */
export async function readPaperCard(database: Database, paperId: string, neighbors: number): Promise<PaperCard> {
  const { paper_url, code_url, project_url, urls, abstract, ...paper } = await database.queryOne<PaperRow>(PAPER, [
    paperId,
  ]);
  const [place] = await database.query<PlaceRow>(PLACE, [paperId]);
  return {
    ...paper,
    links: listPaperLinks({ ...paper, paper_url, code_url, project_url, urls }),
    abstract,
    ...describePlace(place),
    why_here: await database.query("FROM why_here($1)", [paperId]),
    neighbors: await findSimilar(database, [paperId], neighbors),
    appearances: await database.query(APPEARANCES, [paperId]),
    duplicates: await database.query(DUPLICATES, [paperId]),
  };
}

function describePlace(
  place: PlaceRow | undefined,
): Pick<PaperCard, "topic" | "role" | "probability" | "second_topic"> {
  if (place === undefined) return { topic: null, role: null, probability: null, second_topic: null };
  const { topic_id, label, path, labels, color, role, probability, second_topic_id, second_label, margin } = place;
  const second =
    topic_id === null ? probability : probability === null || margin === null ? null : probability - margin;
  return {
    topic:
      topic_id === null || label === null
        ? null
        : {
            topic_id,
            label,
            color,
            path: (path ?? []).map((id, step) => ({ topic_id: id, label: labels?.[step] ?? "" })),
          },
    role,
    probability: topic_id === null || probability === null ? null : roundFigure(probability, DIGITS),
    second_topic:
      second_topic_id === null || second_label === null || second === null
        ? null
        : { topic_id: second_topic_id, label: second_label, probability: roundFigure(second, DIGITS) },
  };
}
