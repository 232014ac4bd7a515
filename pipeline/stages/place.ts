import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { type Fit, readFit, writeFit } from "../growth/fit-row.ts";
import { type Growth, grow } from "../growth/grow.ts";
import type { NewPapers } from "../growth/grown-papers.ts";
import { listChangedSettings, objectToStanding, refuseNever } from "../growth/judge-standing.ts";
import { type DriftMeasure, describeDrift, explainDrift, measureDrift } from "../growth/measure-drift.ts";
import {
  countChanges,
  findLastTables,
  type LastTables,
  readStandingFit,
  STANDING_TABLES,
  type StandingFit,
} from "../growth/read-last-fit.ts";
import { SHAPING_SETTINGS, writeShapingSettings } from "../growth/shaping-settings.ts";
import { takeOver, takeWidths } from "../growth/take-over.ts";
import { pickVectors } from "../numeric/vectors.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { readLanguageRules } from "./corpus-languages.ts";

const SETTINGS = ["refit", ...SHAPING_SETTINGS] as const;

/** Papers and topics of a fit from which on it may stand. */
const LEAST_FITTED = 50;
const LEAST_TOPICS = 2;

type Context = StageContext<(typeof SETTINGS)[number], (typeof STANDING_TABLES)[number]>;

/** Decides whether the last fit stands, and if so places the papers that came since. */
export const placeStage = defineStage({
  name: "place",
  module: import.meta.url,
  reads: ["papers", "languages", "paper_vectors"],
  writes: ["fit", "drift", "placements", "born_topics"],
  previous: STANDING_TABLES,
  settings: SETTINGS,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const { database, settings, previousTable } = context;
  const { ids, vectors } = await database.queryVectors("SELECT paper_id, vector FROM paper_vectors ORDER BY paper_id");
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  const { languages } = await database.queryOne<{ languages: number }>(
    "SELECT count(*)::INTEGER AS languages FROM languages",
  );
  if (papers.length !== ids.length)
    throw new Error(`vectors of ${papers.length} papers in ${languages} languages: ${ids.length}`);
  const last = await findLastTables(previousTable);
  const fit = last && (await readFit(database, last.fit));
  if (!last || !fit) return startAnew(context, 1, ids.length, "there is no fit yet", []);

  const changes = await countChanges(database, last);
  const objection =
    settings.refit === "now"
      ? { reason: "it was asked for (--refit now)", isBinding: false }
      : objectToStanding(settings, fit.settings, changes);
  if (objection && (settings.refit !== "never" || objection.isBinding)) {
    refuseNever(settings.refit, objection);
    return startAnew(context, fit.fit + 1, ids.length, objection.reason, []);
  }
  const standing = await readStandingFit(database, last);
  const known = new Set(standing.papers.map(({ paper_id }) => paper_id));
  const isNew = [...ids.keys()].filter((row) => !known.has(ids[row]!));
  const changed = listChangedSettings(settings, fit.settings);
  if (isNew.length === 0 && changed.length === 0 && (await hasAllPapers(database, last)))
    return keepAsIs(database, last, fit);
  const few = explainFew(standing, settings.space);
  if (few !== null) return startAnew(context, fit.fit + 1, ids.length, few, []);

  const fresh = {
    ids: isNew.map((row) => ids[row]!),
    texts: isNew.map((row) => papers[row]!.text),
    vectors: pickVectors(vectors, isNew),
  };
  return letStand(context, last, standing, fresh, changed);
}

/** Returns why a fit is too small for papers to be placed in it; null where it is not. */
function explainFew({ papers, topics, axes }: StandingFit, space: string): string | null {
  if (axes === null && space !== "raw") return "the last one did not keep what brings papers into its space";
  const fitted = papers.filter((paper) => paper.fitted).length;
  const fine = topics.filter(({ level }) => level === 0).length;
  if (fitted < LEAST_FITTED) return `the last one was of ${formatCount(fitted, "paper")} only`;
  return fine < LEAST_TOPICS ? `the last one found ${formatCount(fine, "topic")} only` : null;
}

/** Places the papers that came since, unless the fit has drifted away from them. */
async function letStand(
  context: Context,
  last: LastTables,
  standing: StandingFit,
  fresh: NewPapers,
  changed: readonly string[],
): Promise<StageResult> {
  const { database, settings } = context;
  const { fit } = standing;
  const texts = standing.papers.filter(({ fitted }) => fitted).map(({ text }) => text);
  const growth = await grow(standing, fresh, settings, await readLanguageRules(database, texts));
  const drift = measureDrift(growth.figures);
  const exceeded = explainDrift(drift);
  const papers = standing.papers.length + fresh.ids.length;
  if (exceeded !== null && settings.refit === "auto")
    return startAnew(context, fit.fit + 1, papers, `the last one has drifted: ${exceeded}`, drift);

  await takeWidths(database, "placements", last.space);
  await database.append("placements", {
    ...toColumns(growth.placements),
    vector: growth.space.smooth,
    sharp: growth.space.sharp,
  });
  await writeBorn(database, last, growth);
  await writeDrift(database, drift);
  const { fitted, placed, unsettled } = growth.figures;
  const mapDecision = changed.length > 0 ? "new" : "standing";
  await writeFit(database, {
    ...fit,
    decision: "standing",
    map_decision: mapDecision,
    reason:
      changed.length > 0 ? `the map has other settings: ${changed.join(", ")}` : "the papers that came since fit in",
    fitted_papers: fitted,
    placed_papers: placed,
    unsettled_papers: unsettled,
    settings: writeShapingSettings(settings),
  });
  const born = growth.born.length;
  return {
    rowsIn: papers,
    rowsOut: placed,
    summary: [
      `${formatCount(fresh.ids.length, "paper")} placed on the standing map (fit ${fit.fit} of ${formatCount(fitted, "paper")})`,
      unsettled > 0 && `${formatNumber(unsettled)} unsettled`,
      born > 0 && `${formatCount(born, "topic")} born`,
      exceeded === null ? `drift: ${describeDrift(drift)}` : `drifted, but --refit never: ${exceeded}`,
    ]
      .filter(Boolean)
      .join("; "),
    figures: { placed_papers: placed, unsettled_papers: unsettled, born_topics: born },
    metrics: { new_papers: fresh.ids.length },
  };
}

/** Says that all is to be fitted anew; `drift` is what was measured of the fit that is given up. */
async function startAnew(
  { database, settings, log }: Context,
  fit: number,
  papers: number,
  reason: string,
  drift: readonly DriftMeasure[],
): Promise<StageResult> {
  await writeDrift(database, drift);
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
  if (fit > 1) log.detail(`            topics and map are made anew: ${reason}`);
  return {
    rowsIn: papers,
    rowsOut: papers,
    summary: `${fit === 1 ? "first fit" : `refit (fit ${fit})`} of ${formatCount(papers, "paper")}: ${reason}`,
    figures: { placed_papers: 0, unsettled_papers: 0, born_topics: 0 },
  };
}

/** Takes over the decision of the last run where neither papers nor settings changed. */
async function keepAsIs(database: Database, last: LastTables, fit: Fit): Promise<StageResult> {
  for (const table of ["fit", "drift", "placements", "born_topics"] as const)
    await takeOver(database, table, last[table]);
  const { born } = await database.queryOne<{ born: number }>("SELECT count(*)::INTEGER AS born FROM born_topics");
  return {
    rowsIn: fit.fitted_papers + fit.placed_papers,
    rowsOut: fit.placed_papers,
    summary: `no paper came; fit ${fit.fit} of ${formatCount(fit.fitted_papers, "paper")} stands`,
    figures: { placed_papers: fit.placed_papers, unsettled_papers: fit.unsettled_papers, born_topics: born },
  };
}

async function hasAllPapers(database: Database, last: LastTables): Promise<boolean> {
  const { gone } = await database.queryOne<{ gone: number }>(
    `SELECT count(*)::INTEGER AS gone FROM ${last.topic_papers} WHERE paper_id NOT IN (SELECT paper_id FROM papers)`,
  );
  return gone === 0;
}

/** Writes the topics born since the fit: earlier ones that still have papers, and those of this run. */
async function writeBorn(database: Database, last: LastTables, { born, centroids }: Growth): Promise<void> {
  await takeWidths(database, "born_topics", `(SELECT vector AS centroid FROM ${last.space})`);
  const kept = "topic_id IN (SELECT topic_id FROM placements)";
  const { before } = await database.queryOne<{ before: number }>(
    `SELECT count(*)::INTEGER AS before FROM ${last.born_topics} WHERE ${kept}`,
  );
  if (before > 0) await database.execute(`INSERT INTO born_topics SELECT * FROM ${last.born_topics} WHERE ${kept}`);
  if (born.length === 0) return;
  await database.append("born_topics", {
    ...toColumns(
      born.map((topic) => ({
        ...topic,
        reason: `${formatCount(topic.papers, "paper")} that came since the fit hold together, and apart from its topics`,
      })),
    ),
    centroid: centroids,
  });
}

async function writeDrift(database: Database, drift: readonly DriftMeasure[]): Promise<void> {
  if (drift.length > 0) await database.append("drift", toColumns(drift.map((row) => ({ ...row }))));
}
