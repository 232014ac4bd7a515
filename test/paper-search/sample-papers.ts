import { toDateValue } from "../../pipeline/database/columns.ts";
import type { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { fillTable } from "../database/fill-table.ts";

export const HOSTILE_TITLE = "Kites \u001b[31m<script>alert(1)</script>'; DROP TABLE papers; -- \u202e";

type SamplePaper = {
  title: string;
  abstract: string;
  topic: number | null;
  source: string;
  day: string | null;
  categories?: string[];
  authors?: string[];
};

/** Papers by their id. Topic 1 is owls, 2 graphs, 9 has both. */
const PAPERS: Record<string, SamplePaper> = {
  a: {
    title: "Owls at night",
    abstract: "We watch owls. They hunt mice.",
    topic: 1,
    source: "feed/1.jsonl",
    day: "2026-01-31",
    categories: ["q-bio.PE"],
    authors: ["Ada Owen"],
  },
  b: {
    title: "Night flights of an owl",
    abstract: "Wings are silent.",
    topic: 1,
    source: "feed/2.jsonl",
    day: "2026-02-01",
  },
  c: {
    title: "Spectral graphs",
    abstract: "A graph has eigenvalues.",
    topic: 2,
    source: "feed/2.jsonl",
    day: "2026-02-28",
    categories: ["cs.LG", "math.CO"],
  },
  d: {
    title: "Trees",
    abstract: "A tree is a graph without a circle.",
    topic: 2,
    source: "other/3.jsonl",
    day: "2026-03-01",
  },
  e: { title: HOSTILE_TITLE, abstract: "", topic: null, source: "other/3.jsonl", day: null },
};

export const PAPER_IDS = Object.keys(PAPERS);

/** Fills an empty database with five papers, whose vectors an embedder made; `vectorsFromInput` are others, of which no model is known. */
export async function fillPapers(database: Database, embedder: Embedder, vectorsFromInput = false): Promise<void> {
  const papers = Object.entries(PAPERS).map(([paper_id, paper]) => ({ paper_id, ...paper }));
  const { vectors, dimensions } = await embedder.embed(papers.map(({ title, abstract }) => `${title}. ${abstract}`));
  const vectorOf = (row: number) => [...vectors.subarray(row * dimensions, (row + 1) * dimensions)];
  await fillTable(
    database,
    "papers",
    papers.map(({ paper_id, title, abstract, categories, authors }) => ({
      paper_id,
      title,
      abstract,
      clean_title: title,
      clean_abstract: abstract,
      text_hash: paper_id,
      categories: categories ?? null,
      authors: authors ?? null,
      arxiv_id: paper_id === "c" ? "2401.00001" : null,
      paper_url: `https://example.org/${paper_id}`,
    })),
  );
  await fillTable(
    database,
    "appearances",
    papers.map(({ paper_id, source, day }, row) => ({
      paper_id,
      source,
      position: row + 1,
      listed_date: toDateValue(day),
    })),
  );
  await fillTable(
    database,
    "records",
    papers.map(({ paper_id, title, abstract, source }, row) => ({
      source,
      position: row + 1,
      raw_title: title,
      raw_abstract: abstract,
      clean_title: title,
      clean_abstract: abstract,
      arxiv_id: paper_id === "c" ? "2401.00001" : null,
      paper_url: `https://example.org/${paper_id}`,
    })),
  );
  await fillTable(
    database,
    "topics",
    [
      [1, 9, 0, "Owls"],
      [2, 9, 0, "Graphs"],
      [9, null, 1, "Owls and graphs"],
    ].map(([topic_id, parent_id, level, label]) => ({ topic_id, parent_id, level, label }) as never),
  );
  await fillTable(
    database,
    "topic_papers",
    papers.map(({ paper_id, topic }) => ({ paper_id, topic_id: topic })),
  );
  await fillTable(
    database,
    "paper_vectors",
    papers.map(({ paper_id }, row) => ({ paper_id, vector: vectorOf(row) })),
  );
  await fillTable(
    database,
    "embeddings",
    papers.map(({ paper_id }, row) => ({
      text_hash: paper_id,
      model: embedder.model,
      model_sha256: embedder.modelSha256,
      dtype: embedder.dtype,
      max_tokens: embedder.maxTokens,
      embedder_version: embedder.version,
      vector: vectorsFromInput ? vectorOf(row).map((value) => -value) : vectorOf(row),
    })),
  );
  await fillTable(database, "runs", [{ run_id: 1, settings: JSON.stringify({ model: "asked/for" }) }]);
}
