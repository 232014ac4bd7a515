import type { Database } from "../database/database.ts";
import { selectLargest } from "../numeric/nearest-neighbors.ts";
import { columnMeans, countVectors, dotProduct, normalizeRows, pickVectors } from "../numeric/vectors.ts";
import { roundFigure } from "../text/format-figure.ts";

/** A paper near to what was asked for; `similarity` is a cosine, or the mean of several. */
export type SimilarPaper = {
  rank: number;
  paper_id: string;
  title: string;
  similarity: number;
  topic_id: number | null;
  topic_label: string | null;
};

type Near = { paper_id: string; similarity: number };

const DIGITS = 4;

const STORED = "SELECT paper_id, similarity FROM similar_papers($1, $2::INTEGER) ORDER BY rank";

const DESCRIBED = `
SELECT papers.paper_id, clean_title AS title, topic_id, topics.label AS topic_label
FROM papers LEFT JOIN topic_papers USING (paper_id) LEFT JOIN topics USING (topic_id)
WHERE papers.paper_id IN (SELECT unnest(string_split($1, ' ')))`;

/**
 * Returns the papers nearest to some papers, these left out, at most `limit`, the nearest first. Nearness to one is its stored neighbours and, behind them,
 * all others; to several the mean of the cosines, as in papers_like. Equals go by paper_id.
 */
export async function findSimilar(
  database: Database,
  paperIds: readonly string[],
  limit: number,
): Promise<SimilarPaper[]> {
  const given = [...new Set(paperIds)];
  const stored = given.length === 1 ? await database.query<Near>(STORED, [given[0]!, limit]) : [];
  const near = stored.length < limit ? [...stored, ...(await measureOthers(database, given, stored, limit))] : stored;
  const rows = await database.query<Omit<SimilarPaper, "rank" | "similarity">>(DESCRIBED, [
    near.map(({ paper_id }) => paper_id).join(" "),
  ]);
  const described = new Map(rows.map((row) => [row.paper_id, row]));
  return near.map(({ paper_id, similarity }, place) => {
    const { title, topic_id, topic_label } = described.get(paper_id)!;
    return { rank: place + 1, paper_id, title, similarity, topic_id, topic_label };
  });
}

/** Returns the papers nearest to those given that are neither among these nor among the `stored`. */
async function measureOthers(
  database: Database,
  given: readonly string[],
  stored: readonly Near[],
  limit: number,
): Promise<Near[]> {
  const space = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const { ids } = space;
  const vectors = normalizeRows(space.vectors);
  const isGiven = new Set(given);
  const givenRows = [...ids.keys()].filter((row) => isGiven.has(ids[row]!));
  if (givenRows.length === 0) return [];
  // The mean of unit vectors: its product with another is the mean of the cosines.
  const mean = columnMeans(pickVectors(vectors, givenRows));
  const target = { values: Float32Array.from(mean), dimensions: vectors.dimensions };
  const left = new Set([...given, ...stored.map(({ paper_id }) => paper_id)]);
  const open = [...ids.keys()].filter((row) => !left.has(ids[row]!));
  const others = pickVectors(vectors, open);
  const scores = Float64Array.from({ length: countVectors(others) }, (_, row) => dotProduct(target, 0, others, row));
  const count = Math.min(limit - stored.length, open.length);
  const nearest = new Int32Array(count);
  const similarities = new Float64Array(count);
  selectLargest(scores, -1, nearest, similarities);
  return Array.from(nearest, (row, place) => ({
    paper_id: ids[open[row]!]!,
    similarity: roundFigure(similarities[place]!, DIGITS),
  }));
}
