import type { Database } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { openOnDemand } from "../embedding/open-on-demand.ts";
import { embedTexts, type VectorStore } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import type { LastRun } from "../engine/last-run.ts";
import { UserError } from "../error.ts";
import type { Log } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { NewPaper } from "./read-new-papers.ts";

/**
 * Returns the vectors of new papers, made as those of the run: the file's own where the run took vectors from its input, else from its model.
 * Throws a UserError where that is not on this machine, since nothing is fetched, or has other files than in the run.
 */
export async function embedNewPapers(
  papers: readonly NewPaper[],
  database: Database,
  { settings, models }: Pick<LastRun, "models"> & { settings: NonNullable<LastRun["settings"]> },
  embedding: EmbedderSource,
  log: Log,
): Promise<Vectors> {
  if (settings.fields.vectors !== undefined) return joinVectors(papers);
  const { model, dtype } = settings;
  const { modelSha256 } = await embedding.describe(settings);
  if (modelSha256 === null)
    throw new UserError(
      `${model} (${dtype}): the model of the run is not on this machine, and is not fetched for this. Run the pipeline again, which fetches it.`,
    );
  if (!models.includes(modelSha256))
    throw new UserError(
      `${model} (${dtype}): has other files than the model of the run: SHA-256 ${modelSha256} where it has ${models.join(", ")}. Run the pipeline again.`,
    );
  const embedder = await openOnDemand(embedding, settings, log);
  try {
    const known = new VectorTable(database, "embeddings");
    const store: VectorStore = { read: (origin) => known.read(origin), add: async () => {} };
    const texts = papers.map(({ text }) => text);
    const { vectors } = await embedTexts(texts, embedder, store, { log, label: "embed", unit: "papers" });
    return vectors;
  } finally {
    await embedder.close();
  }
}

function joinVectors(papers: readonly NewPaper[]): Vectors {
  const dimensions = papers[0]!.vector!.length;
  const values = new Float32Array(papers.length * dimensions);
  for (const [row, { vector }] of papers.entries()) values.set(vector!, row * dimensions);
  return { values, dimensions };
}
