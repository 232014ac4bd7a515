import type { RootContent } from "mdast";
import { emphasis, type Inline, link, list, paragraph } from "../documents/markdown.ts";
import { choosePaperUrl } from "../documents/paper-url.ts";
import { formatFigure, formatPercent } from "../text/format-figure.ts";
import type { DoubtfulRow, FaithfulnessRow, Representative } from "./report-data.ts";

/** Says what the terms after a paper are, and how far the sentences in paper_sentences carry its topic. */
export function describeFaithfulness(measured: FaithfulnessRow): string {
  const terms = "The terms after a paper are those of its own that are commoner in its topic than elsewhere.";
  if (measured.papers === 0) {
    return `${terms} No abstract was long enough to measure how far its best sentences carry it.`;
  }
  return (
    `${terms} Of ${measured.papers} papers that the words of their abstract lead to their topic, ${formatPercent(measured.sufficiency)} are ` +
    `still led there by the sentences given as reasons alone (by as many at random: ${formatPercent(measured.random_sufficiency)}), and ` +
    `${formatPercent(measured.comprehensiveness)} no longer without them (without as many at random: ${formatPercent(measured.random_comprehensiveness)}).`
  );
}

/** Lists the most typical papers of a topic, each with the terms that tie it to the topic. */
export function listTypical(papers: readonly Representative[]): RootContent[] {
  return [paragraph("Most typical papers:"), list(papers.map(describePaper), true)];
}

function describePaper({ title, urls, arxiv_id, reasons }: Representative): Inline[] {
  const linked = link(title, choosePaperUrl(urls, arxiv_id));
  return reasons ? [linked, " — ", emphasis(reasons.join(", "))] : [linked];
}

/** Names the papers of a topic that are nearly as much of another. */
export function listDoubtful(papers: readonly DoubtfulRow[]): RootContent[] {
  if (papers.length === 0) return [];
  return [
    paragraph(
      "Least sure: ",
      ...papers.flatMap(({ title, second, margin }, index) => [
        index > 0 ? "; " : "",
        emphasis(title),
        ` (or ${second}, margin ${formatFigure(margin)})`,
      ]),
      ".",
    ),
  ];
}
