import type { RootContent } from "mdast";
import { emphasis, link, list, paragraph } from "../documents/markdown.ts";
import type { DoubtfulRow, FaithfulnessRow, Representative } from "./report-data.ts";

/** Says what the terms after a paper are, and how far the sentences in paper_sentences carry its topic. */
export function describeFaithfulness(measured: FaithfulnessRow): string {
  const terms = " The terms after a paper are those of its own that are commoner in its topic than elsewhere.";
  if (measured.papers === 0)
    return `${terms} No abstract was long enough to measure how far its best sentences carry it.`;
  return (
    `${terms} Of ${measured.papers} papers that the words of their abstract lead to their topic, ${percent(measured.sufficiency)} are still led there by the ` +
    `sentences given as reasons alone (by as many at random: ${percent(measured.random_sufficiency)}), and ${percent(measured.comprehensiveness)} no longer ` +
    `without them (without as many at random: ${percent(measured.random_comprehensiveness)}).`
  );
}

/** Lists the most typical papers of a topic, each with the terms that tie it to the topic. */
export function listTypical(papers: readonly Representative[]): RootContent[] {
  return [
    paragraph("Most typical papers:"),
    list(
      papers.map(({ title, urls, arxiv_id, reasons }) => [
        link(title, chooseUrl(urls, arxiv_id)),
        ...(reasons ? [" — ", emphasis(reasons.join(", "))] : []),
      ]),
      true,
    ),
  ];
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
        ` (or ${second}, margin ${margin.toFixed(2)})`,
      ]),
      ".",
    ),
  ];
}

function chooseUrl(urls: readonly string[], arxivId: string | null): string | null {
  return arxivId ? `https://arxiv.org/abs/${arxivId}` : (urls[0] ?? null);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
