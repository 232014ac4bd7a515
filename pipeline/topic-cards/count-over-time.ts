import type { Database } from "../database/database.ts";

/** Papers of a topic in a stretch of time, by the first day of it, as 2026-11-24. */
export type PeriodCount = { from: string; papers: number };

/** How papers of known days are counted over time. */
export type Periods = { unit: PeriodUnit; basis: "listed" | "published"; first: string; last: string };

/** A stretch of the calendar. */
export type PeriodUnit = (typeof UNITS)[number];

const UNITS = ["day", "week", "month", "quarter", "year", "decade", "century", "millennium"] as const;

const EXTENT = `
SELECT date_basis.basis, date_basis.precision, min(day)::VARCHAR AS first, max(day)::VARCHAR AS last,
  ${UNITS.map((unit) => `(date_diff('${unit}', min(day), max(day)) + 1)::INTEGER AS ${unit}`).join(", ")}
FROM paper_days, date_basis GROUP BY ALL`;

const STEPS = `
SELECT unnest(generate_series(date_trunc($1, min(day)), date_trunc($1, max(day)), ('1 ' || $1)::INTERVAL))::DATE::VARCHAR AS step FROM paper_days`;

const COUNTS = `
SELECT topic_id, date_trunc($1, day)::DATE::VARCHAR AS step, count(*)::INTEGER AS papers
FROM paper_days JOIN topic_papers USING (paper_id) WHERE topic_id IS NOT NULL GROUP BY ALL`;

const PATHS = "SELECT topic_id, path FROM topic_tree";

type ExtentRow = Omit<Periods, "unit"> & { precision: "day" | "month" | "year" } & Record<PeriodUnit, number>;

/**
 * Returns how many papers each topic of any level has in each stretch of time, by topic_id: the shortest stretches of the calendar of which there are at most
 * `most`, none shorter than what is known of the days. Null where no day is known.
 */
export async function countOverTime(
  database: Database,
  most: number,
): Promise<{ periods: Periods; counts: Map<number, PeriodCount[]> } | null> {
  const [extent] = await database.query<ExtentRow>(EXTENT);
  if (extent === undefined) return null;
  const { basis, precision, first, last } = extent;
  const unit = UNITS.slice(UNITS.indexOf(precision)).find((step) => extent[step] <= most) ?? "millennium";
  const steps = (await database.query<{ step: string }>(STEPS, [unit])).map(({ step }) => step);
  const paths = await database.query<{ topic_id: number; path: number[] }>(PATHS);
  const pathOf = new Map(paths.map(({ topic_id, path }) => [topic_id, path]));
  const counts = new Map(paths.map(({ topic_id }) => [topic_id, steps.map((from) => ({ from, papers: 0 }))]));
  const placeOf = new Map(steps.map((step, place) => [step, place]));
  for (const row of await database.query<{ topic_id: number; step: string; papers: number }>(COUNTS, [unit])) {
    // A broader topic has the papers of its parts.
    for (const topic of pathOf.get(row.topic_id) ?? [])
      counts.get(topic)![placeOf.get(row.step)!]!.papers += row.papers;
  }
  return { periods: { unit, basis, first, last }, counts };
}
