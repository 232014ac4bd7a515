import type { Database } from "../database/database.ts";
import { choosePaperUrl } from "../documents/paper-url.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { PaperNames } from "../search/read-identifier.ts";
import type { SearchText } from "../search/search-index.ts";

/** A paper as it is searched and shown. */
export type SearchedPaper = SearchText & {
  names: PaperNames;
  paper_id: string;
  topic_id: number | null;
  topic: string | null;
  day: string | null;
  arxiv_id: string | null;
  url: string | null;
};

const PAPERS = `
SELECT paper_id, clean_title AS title, clean_abstract AS abstract, coalesce(authors, []) AS authors, topic_id, topics.label AS topic,
  strftime(day, '%Y-%m-%d') AS day, arxiv_id, list_links(paper_url, doi, urls) AS links, coalesce(arxiv_ids, []) AS arxiv_ids,
  coalesce(dois, []) AS dois, coalesce(addresses, []) AS addresses
FROM papers
LEFT JOIN (
  SELECT paper_id, list_distinct(list(lower(records.arxiv_id))) AS arxiv_ids, list_distinct(list(lower(doi))) AS dois,
    list_distinct(flatten(list(list_filter([paper_url, code_url, project_url] || coalesce(urls, []), lambda url: url IS NOT NULL)))) AS addresses
  FROM appearances JOIN records USING (source, position) GROUP BY paper_id
) USING (paper_id)
LEFT JOIN topic_papers USING (paper_id)
LEFT JOIN topics USING (topic_id)
LEFT JOIN paper_days USING (paper_id)
ORDER BY paper_id`;

type Row = Omit<SearchedPaper, "authors" | "label" | "url" | "names"> & {
  authors: string[];
  links: string[];
  arxiv_ids: string[];
  dois: string[];
  addresses: string[];
};

/** Returns every paper, in order of id. */
export async function readSearchedPapers(database: Database): Promise<SearchedPaper[]> {
  const rows = await database.query<Row>(PAPERS);
  return rows.map(({ authors, links, arxiv_ids, dois, addresses, ...paper }) => ({
    ...paper,
    names: { ids: [paper.paper_id], arxivIds: arxiv_ids, dois, urls: [...addresses, ...links] },
    authors: authors.join("\n"),
    label: paper.topic ?? "",
    url: choosePaperUrl(links, paper.arxiv_id),
  }));
}

/** Returns the sentence vectors of papers, a row each in their order; zeros of one that has none, which is like no question. */
export async function readSearchedVectors(database: Database, papers: readonly SearchedPaper[]): Promise<Vectors> {
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const { values, dimensions } = vectors;
  if (ids.length === papers.length && ids.every((id, row) => id === papers[row]!.paper_id)) return vectors;
  const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
  const placed = new Float32Array(papers.length * dimensions);
  for (const [place, id] of ids.entries()) {
    const row = rowOf.get(id);
    if (row !== undefined) placed.set(values.subarray(place * dimensions, (place + 1) * dimensions), row * dimensions);
  }
  return { values: placed, dimensions };
}
