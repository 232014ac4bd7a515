import type { RootContent } from "mdast";
import { paragraph, strong } from "../documents/markdown.ts";
import { explainVerdict, type JudgedLabel } from "../labels/explain-verdict.ts";
import { formatPercent } from "../text/format-figure.ts";
import type { LabelRow } from "./report-rows.ts";

/** Says how far labels can be trusted. `routing` is the share of held-out papers that labels alone lead to their topic of level 0. */
export function summarizeLabels(labels: readonly LabelRow[], routing: number): string {
  const fine = labels.filter(({ level }) => level === 0);
  const withTerms = averageRouting(fine);
  const beside =
    withTerms === null
      ? ""
      : `, ${formatPercent(withTerms)} by the label with the terms beside it, four phrases in all`;
  const routed =
    `Of papers that had no part in choosing the labels, ${formatPercent(routing)} are led to their topic by its label alone${beside} ` +
    `(chance would be ${formatPercent(1 / Math.max(fine.length, 1))}).`;
  return `${routed} ${countProvisional(labels)}`;
}

function countProvisional(labels: readonly LabelRow[]): string {
  const provisional = labels.filter(({ verdict }) => verdict === "provisional").length;
  if (provisional === 0) return "None of them is provisional.";
  return (
    `${provisional} of ${labels.length} ${provisional === 1 ? "is" : "are"} provisional: the label alone does not tell the topic's papers from ` +
    "others, and their titles say more."
  );
}

/** Says what a topic's label holds for and why it is provisional, if it is; nothing where the topic has no label. */
export function describeLabel(label: LabelRow | undefined): RootContent[] {
  if (!label) return [];
  const held = describeCoverage(label);
  if (label.verdict === "fits") return [paragraph(held)];
  return [paragraph(strong(explainVerdict(toJudged(label))), held === "" ? "" : ` ${held}`)];
}

function toJudged({ verdict, mixed, inside, outside, size, routing, routing_with_terms }: LabelRow): JudgedLabel {
  const precision = inside === null || outside === null ? null : inside / Math.max(1, inside + outside);
  const coverage = inside === null ? null : inside / size;
  return { verdict, isMixed: mixed, coverage, precision, routing, withTerms: routing_with_terms };
}

function describeCoverage({ inside, outside, size, routing, routing_with_terms: withTerms }: LabelRow): string {
  if (inside === null || outside === null) return "";
  const held = `A phrase of the label is in ${inside} of its ${size} papers and in ${outside} ${outside === 1 ? "other" : "others"}.`;
  if (routing === null) return held;
  const beside = withTerms === null ? "" : `, with the terms beside it ${formatPercent(withTerms)}`;
  return `${held} The label alone leads ${formatPercent(routing)} of held-out papers of the topic to it${beside}.`;
}

/** Returns the mean over the papers of the topics; null where no topic was measured. */
function averageRouting(labels: readonly LabelRow[]): number | null {
  const measured = labels.filter(({ routing_with_terms: share }) => share !== null);
  const papers = measured.reduce((sum, { size }) => sum + size, 0);
  return papers === 0
    ? null
    : measured.reduce((sum, { size, routing_with_terms: share }) => sum + size * share!, 0) / papers;
}
