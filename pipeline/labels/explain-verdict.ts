import { formatPercent } from "../text/format-figure.ts";

/** Shares of held-out members led home, of which more is asked of a label that fits by its figures, and of one that does not. */
export const LEAST_ROUTING = 0.25;
/** The same with the terms beside the label. */
export const LEAST_ROUTING_WITH_TERMS = 0.4;
/** Least harmonic mean of coverage and precision. */
export const LEAST_F1 = 0.2;

/** A verdict on a label and what it was given for; null for what was not measured. */
export type JudgedLabel = {
  verdict: "fits" | "provisional";
  isMixed: boolean;
  coverage: number | null;
  precision: number | null;
  routing: number | null;
  withTerms: number | null;
};

/** Returns the verdict on a label with the figure that it was given for, as a sentence. */
export function explainVerdict(label: JudgedLabel): string {
  return label.verdict === "fits" ? explainFit(label) : `The label is provisional: ${explainDoubt(label)}.`;
}

/** The larger of the two shares speaks for a label; both may be low beside what is asked of them. */
function explainFit({ routing, withTerms }: JudgedLabel): string {
  if (withTerms !== null && withTerms > LEAST_ROUTING_WITH_TERMS && withTerms >= (routing ?? 0)) {
    return `The label fits: with the terms beside it, it leads ${formatPercent(withTerms)} of held-out papers to the topic.`;
  }
  return routing === null || routing <= LEAST_ROUTING
    ? "The label fits."
    : `The label fits: it leads ${formatPercent(routing)} of held-out papers to the topic.`;
}

/** Returns why a label is provisional. */
function explainDoubt({ isMixed, coverage, precision, routing, withTerms }: JudgedLabel): string {
  if (isMixed) return "the papers have too little in common for one name";
  if (coverage === null || precision === null) return "it is the title of a paper";
  const [alone, beside] = [routing ?? 0, withTerms ?? 0];
  const isKnown = routing !== null || withTerms !== null;
  if (isKnown && alone <= LEAST_ROUTING && beside <= LEAST_ROUTING_WITH_TERMS) {
    const terms = withTerms === null ? "" : `, and ${formatPercent(withTerms)} with the terms beside it`;
    return `it leads only ${formatPercent(alone)} of held-out papers to the topic${terms}`;
  }
  if (harmonicMean(coverage, precision) < LEAST_F1) {
    return coverage < precision
      ? `only ${formatPercent(coverage)} of the papers contain a phrase of it`
      : `of the papers that contain a phrase of it, only ${formatPercent(precision)} are the topic's`;
  }
  return "it says nearly as much of another topic";
}

function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
