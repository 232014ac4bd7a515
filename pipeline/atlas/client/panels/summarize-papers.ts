import type { AtlasTexts, AtlasTopic, PaperColumns } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";

export type TopicCount = { topic: AtlasTopic | null; papers: number };

/** Returns the topics of some papers with how many papers each has of them, the most first; null stands for none. */
export function countTopics(rows: ArrayLike<number>, index: Pick<AtlasIndex, "topicOf">): TopicCount[] {
  const counts = new Map<AtlasTopic | null, number>();
  for (const row of Array.from(rows)) counts.set(index.topicOf(row), (counts.get(index.topicOf(row)) ?? 0) + 1);
  return [...counts]
    .map(([topic, papers]) => ({ topic, papers }))
    .sort((a, b) => b.papers - a.papers || (a.topic?.id ?? 0) - (b.topic?.id ?? 0));
}

const LEAST_PAPERS = 2;

/**
 * Returns the terms that set some papers apart: those that tie papers to their topics, by how many of the papers have it times how much more often than
 * all papers do (as a logarithm), the best first.
 */
export function findTerms(
  rows: ArrayLike<number>,
  texts: AtlasTexts,
  { id }: PaperColumns,
  most = 12,
): { term: string; papers: number }[] {
  const everywhere = countTerms(texts, Uint32Array.from(id.keys()));
  const here = countTerms(texts, rows);
  const worth = (term: string, papers: number) =>
    papers * Math.log((papers * id.length) / (everywhere.get(term)! * rows.length) + 0.1);
  return [...here]
    .filter(([, papers]) => papers >= Math.min(LEAST_PAPERS, rows.length))
    .map(([term, papers]) => ({ term, papers, worth: worth(term, papers) }))
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, most)
    .map(({ term, papers }) => ({ term, papers }));
}

function countTerms({ terms }: AtlasTexts, rows: ArrayLike<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of Array.from(rows)) {
    for (const term of new Set(terms[row]!.map((entry) => entry.term))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}
