import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { fillTable } from "../database/fill-table.ts";

const PAPERS: Record<string, { title: string; abstract: string; topic: number | null }> = {
  a: { title: "Owls at night", abstract: "We watch owls. They hunt mice.", topic: 1 },
  b: { title: "Night flights of an owl", abstract: "Wings are silent.", topic: 1 },
  c: { title: "Spectral graphs", abstract: "A graph has eigenvalues.", topic: 2 },
  d: { title: "Trees", abstract: "A tree is a graph without a circle.", topic: 2 },
  e: { title: "About nothing", abstract: "", topic: null },
};

/** Ids of the papers of a result; the last has no place on the map. */
export const PAPER_IDS = Object.keys(PAPERS);
export const PLACED_IDS = PAPER_IDS.slice(0, -1);

/** Writes the database of a result whose vectors an embedder made. */
export async function writeResult(path: string, embedder: Embedder): Promise<void> {
  const papers = Object.entries(PAPERS).map(([paper_id, paper]) => ({ paper_id, ...paper }));
  const { vectors, dimensions } = await embedder.embed(papers.map(({ title, abstract }) => `${title}. ${abstract}`));
  const vectorOf = (row: number) => [...vectors.subarray(row * dimensions, (row + 1) * dimensions)];
  const { model, modelSha256, dtype, maxTokens, version } = embedder;
  const tables = {
    papers: papers.map(({ paper_id, title, abstract }) => ({
      paper_id,
      title,
      abstract,
      clean_title: title,
      clean_abstract: abstract,
      text_hash: paper_id,
    })),
    topics: [1, 2].map((topic_id) => ({ topic_id, level: 0, label: `Topic ${topic_id}` })),
    topic_papers: papers.map(({ paper_id, topic }) => ({ paper_id, topic_id: topic, role: "core" })),
    paper_vectors: papers.map(({ paper_id }, row) => ({ paper_id, vector: vectorOf(row) })),
    embeddings: papers.map(({ paper_id }, row) => ({
      text_hash: paper_id,
      model,
      model_sha256: modelSha256,
      dtype,
      max_tokens: maxTokens,
      embedder_version: version,
      vector: vectorOf(row),
    })),
    positions: PLACED_IDS.map((paper_id, row) => ({ paper_id, x: row, y: row % 2 })),
  };
  const database = await Database.open(path);
  await database.createSchema();
  for (const [table, rows] of Object.entries(tables)) await fillTable(database, table, rows);
  database.close();
}
