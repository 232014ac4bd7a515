import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineStage, type Stage, type StageContext, type StageResult } from "../../pipeline/engine/stage.ts";
import { compareStage } from "../../pipeline/stages/compare.ts";
import { dedupeStage } from "../../pipeline/stages/dedupe.ts";
import { embedStage } from "../../pipeline/stages/embed.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";

// Stands in the place of pipeline/stages/stages.ts: the stages that read the input and keep vectors, and one that writes files. A run of
// them makes every kind of call that a whole run makes, in a second.

const listStage = defineStage({
  name: "list",
  module: import.meta.url,
  reads: ["papers"],
  writes: ["fit"],
  artifacts: ["report.md", "charts/papers.svg"],
  settings: [],
  run: listPapers,
});

async function listPapers({ database, outputDirectory }: StageContext<never>): Promise<StageResult> {
  const papers = await database.query<{ title: string }>("SELECT title FROM papers ORDER BY paper_id");
  await mkdir(join(outputDirectory, "charts"));
  await writeFile(join(outputDirectory, "charts/papers.svg"), `<svg><title>${papers.length}</title></svg>`);
  const none = { placed_papers: [0], unsettled_papers: [0], settings: ["{}"] };
  const made = { decision: ["new"], map_decision: ["new"], reason: ["no topics here"], fitted_papers: [papers.length] };
  await database.append("fit", { fit: [1], ...made, ...none });
  await writeFile(join(outputDirectory, "report.md"), papers.map(({ title }) => title).join("\n"));
  return { rowsIn: papers.length, rowsOut: 2, summary: "two files" };
}

const STAGES: Stage[] = [parseStage, compareStage, dedupeStage, embedStage, listStage];

export const STAGE_NAMES = STAGES.map(({ name }) => name);

export const loadStages = async () => STAGES;
