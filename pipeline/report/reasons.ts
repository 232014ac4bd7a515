import type { RootContent } from "mdast";
import { emphasis, type Inline, list, paragraph } from "../documents/markdown.ts";
import { formatFigure, formatPercent } from "../text/format-figure.ts";
import type { DoubtfulRow, FaithfulnessRow, Representative } from "./report-rows.ts";

/** Says what the terms after a paper are, and how far the sentences in paper_sentences carry its topic. */
export function describeFaithfulness(measured: FaithfulnessRow): string {
  const terms = "What ties a paper to its topic are terms of its own that are commoner there than elsewhere.";
  if (measured.papers === 0) {
    return `${terms} No abstract was long enough to measure how far its best sentences carry it.`;
  }
  return (
    `${terms} Of ${measured.papers} papers that the words of their abstract lead to their topic, ${formatPercent(measured.sufficiency)} are ` +
    `still led there by the sentences given as reasons alone (by as many at random: ${formatPercent(measured.random_sufficiency)}), and ` +
    `${formatPercent(measured.comprehensiveness)} no longer without them (without as many at random: ${formatPercent(measured.random_comprehensiveness)}).`
  );
}

/** Lists the terms that tie the most typical papers of a topic to it. */
export function listReasons(papers: readonly Representative[]): RootContent[] {
  const tied = papers.filter(({ reasons }) => reasons !== null);
  if (tied.length === 0) return [];
  return [
    paragraph("What ties its typical papers to it:"),
    list(tied.map(({ title, reasons }): Inline[] => [emphasis(title), `: ${reasons!.join(", ")}`])),
  ];
}

/** Names the papers of a topic that are nearly as much of another. */
export function listDoubtful(papers: readonly DoubtfulRow[]): RootContent[] {
  if (papers.length === 0) return [];
  return [
    paragraph(
      "Between topics: ",
      ...papers.flatMap(({ title, second, margin }, index) => [
        index > 0 ? "; " : "",
        emphasis(title),
        ` (or ${second}, margin ${formatFigure(margin)})`,
      ]),
      ".",
    ),
  ];
}
