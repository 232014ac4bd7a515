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

/** Every stretch from the first day to the last, with the papers of each topic in it: those of its parts are its own. */
const COUNTS = `
WITH steps AS (
  SELECT unnest(generate_series(date_trunc($1, min(day)), date_trunc($1, max(day)), ('1 ' || $1)::INTERVAL)) AS step FROM paper_days
), counted AS (
  SELECT topic_id, date_trunc($1, day) AS step, count(*) AS papers
  FROM paper_days JOIN topic_papers USING (paper_id) WHERE topic_id IS NOT NULL GROUP BY ALL
)
SELECT tree.topic_id, steps.step::DATE::VARCHAR AS from_day, coalesce(sum(counted.papers), 0)::INTEGER AS papers
FROM topic_tree AS tree CROSS JOIN steps
LEFT JOIN topic_tree AS part ON list_contains(part.path, tree.topic_id) AND part.level = 0
LEFT JOIN counted ON counted.topic_id = part.topic_id AND counted.step = steps.step
GROUP BY tree.topic_id, steps.step ORDER BY tree.topic_id, steps.step`;

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
  const rows = await database.query<{ topic_id: number; from_day: string; papers: number }>(COUNTS, [unit]);
  const counts = new Map<number, PeriodCount[]>();
  for (const { topic_id, from_day, papers } of rows) {
    const own = counts.get(topic_id) ?? [];
    own.push({ from: from_day, papers });
    counts.set(topic_id, own);
  }
  return { periods: { unit, basis, first, last }, counts };
}
