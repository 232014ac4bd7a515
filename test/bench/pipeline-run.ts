import { join } from "node:path";
import { machine } from "../../pipeline/cli/machine.ts";
import { createLog } from "../../pipeline/cli/terminal-log.ts";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { DATABASE_FILE } from "../../pipeline/database/open-atlas-database.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";

/** One stage of a run: its seconds, and the peak memory of the process when it ended. */
export type StageFigures = { stage: string; seconds: number; peakMegabytes: number };

/** A run of the whole pipeline, and of what it stored the parts that other measurements take as input. */
export type PipelineFigures = {
  name: string;
  papers: number;
  topics: number;
  seconds: number;
  stages: StageFigures[];
};
export type PipelineData = { texts: string[]; embeddings: Vectors; space: Vectors };

/** Runs the pipeline with default settings into a folder, and reads its own log of the run. */
export async function measurePipeline(
  name: string,
  input: string,
  output: string,
): Promise<{ figures: PipelineFigures; data: PipelineData }> {
  const summary = await runPipeline(parseConfig({ input: [input], output }), {
    log: createLog("normal", process.stderr),
    machine,
  });
  const database = await Database.open(join(output, DATABASE_FILE), { readOnly: true });
  try {
    const stages = await database.query<StageFigures>(
      `SELECT stage, seconds, peak_memory_mb AS "peakMegabytes" FROM stage_runs WHERE run_id = $1 ORDER BY position`,
      [summary.runId],
    );
    const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
    const embeddings = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
    const space = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
    return {
      figures: { name, papers: summary.papers, topics: summary.topics.length, seconds: summary.seconds, stages },
      data: { texts: papers.map(({ text }) => text), embeddings: embeddings.vectors, space: space.vectors },
    };
  } finally {
    database.close();
  }
}
