import type { Database } from "../database/database.ts";
import type { MappedPaper, NeighborPair } from "../export/mapped-paper.ts";

const DIGITS = 6;

/** A field of a list is empty where it is not known, as in the files that the atlas page saves. */
const PAPERS = `
SELECT papers.paper_id, clean_title AS title, clean_abstract AS abstract, topics.label AS topic, round(probability, ${DIGITS}) AS probability, role,
  arxiv_id, coalesce(urls, []) AS urls, sources, coalesce(listed, []) AS listed, coalesce(authors, []) AS authors, published, venue,
  coalesce(categories, []) AS categories, coalesce(keywords, []) AS keywords, doi, paper_url, code_url, project_url, language, author_comment,
  topic_id, round(x, ${DIGITS}) AS x, round(y, ${DIGITS}) AS y
FROM papers
JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
LEFT JOIN positions USING (paper_id)
LEFT JOIN (
  SELECT paper_id, list(DISTINCT source ORDER BY source) AS sources,
    list(DISTINCT strftime(listed_date, '%Y-%m-%d') ORDER BY strftime(listed_date, '%Y-%m-%d')) FILTER (listed_date IS NOT NULL) AS listed
  FROM appearances GROUP BY paper_id
) USING (paper_id)
ORDER BY papers.paper_id`;

/** Each of the two may have the other among its nearest; a cosine is the same from both sides. */
const PAIRS = `
SELECT least(paper_id, neighbor_id) AS source, greatest(paper_id, neighbor_id) AS target, round(max(similarity), ${DIGITS}) AS similarity
FROM neighbors WHERE paper_id <> neighbor_id AND rank <= $1 GROUP BY ALL ORDER BY source, target`;

/** Returns papers with all that files tell of them, in the order of `ids`; all papers by id where it is null. */
export async function readMappedPapers(database: Database, ids: readonly string[] | null): Promise<MappedPaper[]> {
  const papers = await database.query<MappedPaper>(PAPERS);
  if (ids === null) return papers;
  const byId = new Map(papers.map((paper) => [paper.paper_id, paper]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Returns pairs among the papers of which one is among the `nearest` papers of the other, each once, in order of id. */
export async function readNeighborPairs(
  database: Database,
  papers: readonly MappedPaper[],
  nearest: number,
): Promise<NeighborPair[]> {
  const ids = new Set(papers.map(({ paper_id }) => paper_id));
  const pairs = await database.query<NeighborPair>(PAIRS, [nearest]);
  return pairs.filter(({ source, target }) => ids.has(source) && ids.has(target));
}

/** Returns the vectors of papers as rows in their order. A paper without one is left out of `ids`. */
export async function readVectorsOf(
  database: Database,
  papers: readonly MappedPaper[],
): Promise<{ ids: string[]; values: Float32Array; dimensions: number }> {
  const stored = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const { values, dimensions } = stored.vectors;
  const rowOf = new Map(stored.ids.map((id, row) => [id, row]));
  const ids = papers.map(({ paper_id }) => paper_id).filter((id) => rowOf.has(id));
  const chosen = new Float32Array(ids.length * dimensions);
  for (const [place, id] of ids.entries()) {
    const start = rowOf.get(id)! * dimensions;
    chosen.set(values.subarray(start, start + dimensions), place * dimensions);
  }
  return { ids, values: chosen, dimensions };
}
