import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { silentLog } from "../../pipeline/log.ts";
import { computeUnitCentroids } from "../../pipeline/numeric/centroids.ts";
import { centerColumns, columnMeans, dotProduct, normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { createRandom, sampleIndices } from "../../pipeline/random.ts";
import { splitAbstract } from "../../pipeline/reasons/paper-reasons.ts";
import { numberTopics } from "../../pipeline/topics/number-topics.ts";
import { formatTable } from "./table.ts";

type ExplainedPaper = {
  text: string;
  abstract: string;
  topic_id: number | null;
  terms: string[] | null;
  starts: number[] | null;
};

/**
 * Prints how far the stored reasons of papers lead the embedding model, which had no part in choosing them, to the papers' topics:
 * the topic whose centroid is nearest by cosine, the paper itself left out. Arguments: the database, and how many papers to ask.
 */
const [path = "output/atlas.duckdb", asked = "200"] = process.argv.slice(2);
const database = await Database.open(path, { readOnly: true });
const papers = await database.query<ExplainedPaper>(
  `SELECT text, clean_abstract AS abstract, topic_id,
     (SELECT list(term ORDER BY rank) FROM paper_terms WHERE paper_terms.paper_id = papers.paper_id) AS terms,
     (SELECT list(start_offset) FROM paper_sentences WHERE paper_sentences.paper_id = papers.paper_id) AS starts
   FROM papers JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
);
const { vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
database.close();

const { topicOf, k } = numberTopics(papers.map(({ topic_id }) => topic_id));
const means = columnMeans(vectors);
const centered = normalizeRows(centerColumns(vectors));
const random = createRandom(1, "judge reasons");
const rows = [...sampleIndices(random, papers.length, Math.min(Number(asked), papers.length))].filter(
  (row) => topicOf[row]! >= 0 && (papers[row]!.terms ?? []).length > 0,
);
const variants: Record<string, (row: number) => string> = {
  "whole abstract": (row) => papers[row]!.abstract,
  "its terms alone": (row) => papers[row]!.terms!.join(", "),
  "its sentences alone": (row) => joinSentences(row, (index, chosen) => chosen.has(index)),
  "random sentences alone": (row) => joinSentences(row, (index, _, drawn) => drawn.has(index)),
  "without its sentences": (row) => joinSentences(row, (index, chosen) => !chosen.has(index)),
  "without random sentences": (row) => joinSentences(row, (index, _, drawn) => !drawn.has(index)),
};
const embedder = await createOnnxSource(findModelDirectories()).open(parseConfig(), silentLog);
const lines: string[][] = [];
for (const [name, write] of Object.entries(variants)) {
  let home = 0;
  let cosine = 0;
  for (const row of rows) {
    const cosines = compareWithTopics((await embedder.embed([write(row)])).vectors, row);
    cosine += cosines[topicOf[row]!]!;
    if (cosines.indexOf(Math.max(...cosines)) === topicOf[row]) home++;
  }
  lines.push([name, (home / rows.length).toFixed(3), (cosine / rows.length).toFixed(3)]);
}
await embedder.close();
process.stdout.write(`${formatTable([`${rows.length} papers`, "led to topic", "cosine to it"], lines)}\n`);

function joinSentences(
  row: number,
  isKept: (index: number, chosen: ReadonlySet<number>, drawn: ReadonlySet<number>) => boolean,
): string {
  const sentences = splitAbstract(papers[row]!);
  const starts = new Set(papers[row]!.starts);
  const chosen = new Set([...sentences.keys()].filter((index) => starts.has(sentences[index]!.start)));
  const drawn = new Set(sampleIndices(createRandom(row, "drawn sentences"), sentences.length, chosen.size));
  return sentences
    .filter((_, index) => isKept(index, chosen, drawn))
    .map(({ text }) => text)
    .join(" ");
}

/** Returns the cosine of a text's vector to each topic without the paper in `row`. */
function compareWithTopics(vector: Float32Array, row: number): number[] {
  const text = normalizeRows({ values: vector.map((value, d) => value - means[d]!), dimensions: vector.length });
  const others = topicOf.map((topic, other) => (other === row || topic < 0 ? k : topic));
  const centroids = computeUnitCentroids(centered, others, k + 1);
  return Array.from({ length: k }, (_, topic) => dotProduct(text, 0, centroids, topic));
}
