import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";

const ROWS = `
INSERT INTO papers (paper_id, title, abstract, clean_title, clean_abstract, text, text_hash, authors, venue, published)
VALUES ('a', 'On owls', 'They hoot.', 'On owls', 'They hoot.', '', '', ['Ada Owen'], 'ICML', '2026-03'),
  ('b', '=1+1', '', '=1+1', '', '', '', NULL, NULL, NULL), ('c', 'On cats', 'They nap.', 'On cats', 'They nap.', '', '', NULL, NULL, NULL);
INSERT INTO topics (topic_id, parent_id, level, label, size) VALUES (1, 3, 0, 'Owls', 2), (2, 3, 0, 'Cats', 0), (3, NULL, 1, 'Animals', 2);
INSERT INTO topic_papers (paper_id, topic_id, probability, similarity, role)
VALUES ('a', 1, 0.5, 0.5, 'edge'), ('b', 1, 1, 0.9, 'core'), ('c', NULL, 0.2, 0.1, 'unassigned');
INSERT INTO positions VALUES ('a', 1, 2), ('b', 0.1234567, 0);
INSERT INTO appearances (paper_id, source, position, listed_date)
VALUES ('a', 'two.txt', 1, '2026-11-25'), ('a', 'one.txt', 1, '2026-11-24'), ('b', 'one.txt', 2, NULL), ('c', 'one.txt', 3, NULL);
INSERT INTO neighbors VALUES ('a', 1, 'b', 0.5), ('b', 1, 'a', 0.5), ('a', 2, 'c', 0.25), ('c', 11, 'b', 0.1);
INSERT INTO runs (run_id, settings) VALUES (1, '{"input":["INPUT"]}')`;

/** Makes an output folder with an atlas of three papers: two are on the map and in the topic Owls, one of them without a vector. */
export async function makeSampleAtlas(input: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-export-"));
  const database = await Database.open(join(folder, "atlas.duckdb"));
  try {
    await database.createSchema();
    await database.setVectorWidth("paper_vectors", "vector", 2);
    await database.execute(ROWS.replace("INPUT", input));
    const values = Float32Array.of(0.6, 0.8, -1, 0);
    await database.append("paper_vectors", { paper_id: ["a", "c"], vector: { values, dimensions: 2 } });
  } finally {
    database.close();
  }
  return folder;
}
