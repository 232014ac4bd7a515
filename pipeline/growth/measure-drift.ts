import { formatFigure } from "../text/format-figure.ts";

/** A row of `drift`. */
export type DriftMeasure = {
  measure: "placed_share" | "unsettled_share" | "similarity" | "label_routing" | "trustworthiness";
  at_fit: number | null;
  now: number | null;
  threshold: number;
  is_exceeded: boolean;
};

/** What is measured of the papers of the fit and of those placed since. */
export type DriftFigures = {
  fitted: number;
  placed: number;
  unsettled: number;
  similarity: { fitted: number; placed: number };
  routing: { fitted: number; placed: number };
  /** Null on a map of too few papers. */
  trustworthiness: { fitted: number; placed: number } | null;
};

/** Papers placed since the fit from which on these tell something. */
const LEAST_PLACED = 40;

/** How much may have come since, and how much worse it may be described than the papers of the fit; docs/growing.md has how they were found. */
const MOST_PLACED = 0.07;
const MOST_PLACED_OF_FEW = 0.25;
const MOST_UNSETTLED = 0.12;
const SIMILARITY_LOST = 0.06;
const ROUTING_LOST = 0.2;
const TRUST_LOST = 0.05;

/** Returns how far the fit has drifted away from its papers, a measure a row. */
export function measureDrift(figures: DriftFigures): DriftMeasure[] {
  const { fitted, placed, unsettled, similarity, routing, trustworthiness } = figures;
  const tells = placed >= LEAST_PLACED;
  const rise = (measure: DriftMeasure["measure"], now: number | null, threshold: number): DriftMeasure => ({
    measure,
    at_fit: 0,
    now,
    threshold,
    is_exceeded: now !== null && now > threshold,
  });
  const fall = (
    measure: DriftMeasure["measure"],
    both: { fitted: number; placed: number } | null,
    lost: number,
  ): DriftMeasure => {
    const threshold = (both?.fitted ?? 0) - lost;
    const now = tells && both ? both.placed : null;
    return { measure, at_fit: both?.fitted ?? null, now, threshold, is_exceeded: now !== null && now < threshold };
  };
  return [
    rise("placed_share", placed / (fitted + placed), countMostPlaced(fitted)),
    rise("unsettled_share", tells ? unsettled / placed : null, MOST_UNSETTLED),
    fall("similarity", similarity, SIMILARITY_LOST),
    fall("label_routing", routing, ROUTING_LOST),
    fall("trustworthiness", trustworthiness, TRUST_LOST),
  ];
}

/** Returns the share of placed papers that a fit of so many bears: of few papers the share that makes forty, but no more than a quarter. */
function countMostPlaced(fitted: number): number {
  return Math.max(MOST_PLACED, Math.min(MOST_PLACED_OF_FEW, LEAST_PLACED / (fitted + LEAST_PLACED)));
}

/** Returns why a fit is given up, by the measures that are exceeded; null where none is. */
export function explainDrift(measures: readonly DriftMeasure[]): string | null {
  const exceeded = measures.filter(({ is_exceeded }) => is_exceeded);
  if (exceeded.length === 0) return null;
  return exceeded
    .map(
      ({ measure, now, threshold }) =>
        `${nameMeasure(measure)} ${formatFigure(now!)} passes ${formatFigure(threshold)}`,
    )
    .join(", ");
}

/** Returns the measure that is nearest to its threshold, such as "placed share .06 of .2". */
export function describeDrift(measures: readonly DriftMeasure[]): string {
  const used = (row: DriftMeasure) =>
    row.now === null ? 0 : (row.now - (row.at_fit ?? 0)) / (row.threshold - (row.at_fit ?? 0));
  const [nearest] = [...measures].sort((a, b) => used(b) - used(a));
  const { measure, now, threshold } = nearest!;
  return `${nameMeasure(measure)} ${formatFigure(now ?? 0)} of ${formatFigure(threshold)}`;
}

function nameMeasure(measure: string): string {
  return measure.replaceAll("_", " ");
}
