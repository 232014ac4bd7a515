import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { HashedText } from "../engine/cluster.ts";
import { runStages } from "../engine/run-stages.ts";
import type { Effects } from "../engine/running-stages.ts";
import { loadStages } from "../stages/stages.ts";

/** The stages from the inputs to the papers. */
const STAGES = ["parse", "compare", "dedupe"];

/**
 * Returns the texts of the papers that a run with these settings would have in a new folder, each once, in order of hash. What it needs
 * of disk is gone at its end.
 */
export async function readPaperTexts(config: Config, effects: Effects): Promise<HashedText[]> {
  const output = await mkdtemp(join(tmpdir(), "topic-atlas-papers-"));
  try {
    // There is no last run, whose tables later stages would have written.
    const stages = (await loadStages()).flatMap((stage) =>
      STAGES.includes(stage.name) ? [{ ...stage, previous: [] }] : [],
    );
    const { summary } = await runStages(stages, { ...config, output }, effects, (database) =>
      database.query<HashedText>(
        "SELECT DISTINCT ON (text_hash) text_hash AS hash, text FROM papers ORDER BY text_hash",
      ),
    );
    return summary;
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}
