import type { RootContent } from "mdast";
import { type Inline, paragraph, table } from "../documents/markdown.ts";
import { formatCount } from "../text/format-figure.ts";
import type { PairInDoubtRow, ReportData } from "./report-rows.ts";

/** Returns the part of the report that says what was merged, by kind, and which pairs were the hardest to decide. */
export function describeRepeats({ merged, pairsInDoubt }: ReportData): RootContent[] {
  if (merged.length === 0 && pairsInDoubt.length === 0) return [];
  const kinds = merged.map(({ kind, records }) => `${records} ${kind}`).join(", ");
  return [
    paragraph(
      merged.length === 0
        ? "No record was merged."
        : `Records merged into another, by what they share: ${kinds}. Exact repeats have the same letters, identity an arXiv identifier, a DOI or an address, near ones their wording, semantic ones their meaning.`,
    ),
    ...listPairs(pairsInDoubt),
  ];
}

function listPairs(pairs: readonly PairInDoubtRow[]): RootContent[] {
  if (pairs.length === 0) return [];
  return [
    paragraph(
      `The ${formatCount(pairs.length, "pair")} nearest to a threshold; the command duplicates shows them side by side, and keeps what you decide:`,
    ),
    table(
      ["", "Kind", "Score", "Kept", "Other", "Told apart by"],
      ["left", "left", "right", "left", "left", "left"],
      pairs.map((pair): Inline[] => [
        pair.merged ? "merged" : "not merged",
        pair.kind,
        pair.score.toFixed(3),
        pair.kept,
        pair.other,
        pair.distinction ?? "",
      ]),
    ),
  ];
}
