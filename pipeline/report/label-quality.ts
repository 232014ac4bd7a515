import type { RootContent } from "mdast";
import { paragraph, strong } from "../documents/markdown.ts";
import type { LabelRow } from "./report-data.ts";

/** Says how far labels can be trusted: `routing` is the share of held-out papers that labels alone lead to their topic of level 0. */
export function summarizeLabels(labels: readonly LabelRow[], routing: number): string {
  const fine = labels.filter(({ level }) => level === 0);
  const provisional = labels.filter(({ verdict }) => verdict === "provisional").length;
  const chance = percent(1 / Math.max(fine.length, 1));
  const weak =
    provisional === 0
      ? " None of them is provisional."
      : ` ${provisional} of ${labels.length} ${provisional === 1 ? "is" : "are"} provisional: the name fits few of the topic's papers or too many others, and their titles say more.`;
  const withTerms = averageRouting(fine);
  const beside =
    withTerms === null ? "" : `, ${percent(withTerms)} by the label with the terms beside it, four phrases in all`;
  return ` Of papers that had no part in choosing the labels, ${percent(routing)} are led to their topic by the words of its label alone${beside} (chance would be ${chance}).${weak}`;
}

/** Says what a topic's label holds for, and whether it is provisional. */
export function describeLabel(label: LabelRow | undefined): RootContent[] {
  if (!label) return [];
  const { verdict, inside, outside, size, routing, routing_with_terms: withTerms } = label;
  const held =
    inside === null || outside === null
      ? "The label is the title of a paper."
      : `The label's words are in ${inside} of its ${size} papers and in ${outside} ${outside === 1 ? "other" : "others"}` +
        `${routing === null ? "" : `. Alone they lead ${percent(routing)} of unseen papers of the topic to it`}` +
        `${withTerms === null ? "" : `, with the terms beside them ${percent(withTerms)}`}.`;
  return [paragraph(...(verdict === "provisional" ? [strong("Provisional label."), " "] : []), held)];
}

/** The mean over the papers; null where no topic was measured. */
function averageRouting(labels: readonly LabelRow[]): number | null {
  const measured = labels.filter(({ routing_with_terms: share }) => share !== null);
  const papers = measured.reduce((sum, { size }) => sum + size, 0);
  return papers === 0
    ? null
    : measured.reduce((sum, { size, routing_with_terms: share }) => sum + size * share!, 0) / papers;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
