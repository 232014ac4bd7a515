import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { computeAdjustedRand } from "../../pipeline/numeric/adjusted-rand.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";

const SEEDS = [1, 2, 3, 5, 7];

/** Prints how many topics each of five seeds finds in the seed papers, and how far any two of the five partitions agree. */
const folder = await mkdtemp(join(tmpdir(), "topic-atlas-seeds-"));
try {
  for (const topics of ["auto", 25]) {
    const partitions: number[][] = [];
    for (const seed of SEEDS) partitions.push(await findTopics(seed, topics));
    const agreements = partitions.flatMap((one, index) =>
      partitions.slice(index + 1).map((other) => computeAdjustedRand(one, other)),
    );
    const counts = partitions.map((partition) => new Set(partition).size).join(", ");
    const mean = agreements.reduce((sum, value) => sum + value, 0) / agreements.length;
    process.stdout.write(
      `--topics ${topics}: ${counts} topics with seeds ${SEEDS.join(", ")}; ` +
        `adjusted Rand index ${Math.min(...agreements).toFixed(2)} to ${Math.max(...agreements).toFixed(2)}, mean ${mean.toFixed(2)}\n`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function findTopics(seed: number, topics: string | number): Promise<number[]> {
  await runPipeline(parseConfig({ output: folder, seed, topics }));
  const database = await Database.open(join(folder, "atlas.duckdb"), { readOnly: true });
  const rows = await database.query<{ topic_id: number }>("SELECT topic_id FROM topic_papers ORDER BY paper_id");
  database.close();
  return rows.map((row) => row.topic_id);
}
