import { compareCodeUnits } from "../../../text/compare-code-units.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";

/** How many papers are in a topic; null stands for none. */
export type TopicCount = { topic: AtlasTopic | null; papers: number };

/** Returns the topics of some papers with how many papers each has of them, the most first; null stands for none. */
export function countTopics(rows: ArrayLike<number>, index: Pick<AtlasIndex, "findTopic">): TopicCount[] {
  const counts = new Map<AtlasTopic | null, number>();
  for (const row of Array.from(rows)) counts.set(index.findTopic(row), (counts.get(index.findTopic(row)) ?? 0) + 1);
  return [...counts]
    .map(([topic, papers]) => ({ topic, papers }))
    .sort((a, b) => b.papers - a.papers || (a.topic?.id ?? 0) - (b.topic?.id ?? 0));
}

const LEAST_PAPERS = 2;

/**
 * Returns the terms that set some papers apart from all, the best first, at most `most`. They are those that tie papers to their topics. Worth: papers that
 * have the term, times the logarithm of how much more often they have it than all papers do.
 * `terms` are those of every paper, by row.
 */
export function findTerms(
  rows: ArrayLike<number>,
  terms: readonly (readonly string[])[],
  most = 12,
): { term: string; papers: number }[] {
  const everywhere = countTerms(terms, Uint32Array.from(terms.keys()));
  const here = countTerms(terms, rows);
  const worth = (term: string, papers: number) =>
    papers * Math.log((papers * terms.length) / (everywhere.get(term)! * rows.length) + 0.1);
  return [...here]
    .filter(([, papers]) => papers >= Math.min(LEAST_PAPERS, rows.length))
    .map(([term, papers]) => ({ term, papers, worth: worth(term, papers) }))
    .sort((a, b) => b.worth - a.worth || compareCodeUnits(a.term, b.term))
    .slice(0, most)
    .map(({ term, papers }) => ({ term, papers }));
}

function countTerms(terms: readonly (readonly string[])[], rows: ArrayLike<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of Array.from(rows)) {
    for (const term of new Set(terms[row])) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}
