import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readFit, writeFit } from "../growth/fit-row.ts";
import { SHAPING_SETTINGS, writeShapingSettings } from "../growth/shaping-settings.ts";

const SETTINGS = ["refit", ...SHAPING_SETTINGS] as const;

const PREVIOUS = ["fit"] as const;

/** Decides whether the last fit stands, and if so places the papers that came since. */
export const placeStage = defineStage({
  name: "place",
  module: import.meta.url,
  reads: ["papers", "languages", "paper_vectors"],
  writes: ["fit", "drift", "placements", "born_topics"],
  previous: PREVIOUS,
  settings: SETTINGS,
  run,
});

async function run({
  database,
  settings,
  previousTable,
}: StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS)[number]>): Promise<StageResult> {
  const { papers } = await database.queryOne<{ papers: number }>(
    "SELECT count(*)::INTEGER AS papers FROM papers JOIN paper_vectors USING (paper_id), (SELECT count(*) FROM languages)",
  );
  const table = await previousTable("fit");
  const last = table === null ? null : await readFit(database, table);
  const fit = (last?.fit ?? 0) + 1;
  const reason = last ? "the papers are others than at the last fit" : "there is no fit yet";
  await writeFit(database, {
    fit,
    decision: "new",
    map_decision: "new",
    reason,
    fitted_papers: papers,
    placed_papers: 0,
    unsettled_papers: 0,
    settings: writeShapingSettings(settings),
  });
  return { rowsIn: papers, rowsOut: papers, summary: `fit ${fit} of ${papers} papers: ${reason}` };
}
