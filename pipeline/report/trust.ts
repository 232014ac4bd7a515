import type { RootContent } from "mdast";
import { paragraph, strong } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber, formatPercent } from "../text/format-figure.ts";
import { areAlmostAlike } from "../topics/judge-likeness.ts";
import { FIRM, judgeStability } from "../topics/judge-stability.ts";
import { describeFit } from "./fit-account.ts";
import { judgeModelLanguage } from "./languages.ts";
import type { LabelRow, ReportData, Totals } from "./report-rows.ts";

/** Returns in a sentence each how far topics, places and labels can be trusted, after what speaks against the whole. */
export function describeTrust(data: ReportData): RootContent[] {
  return [
    ...warn(data),
    paragraph(`${trustTopics(data)} ${trustPlaces(data.totals)} ${trustLabels(data)}`),
    ...describeFit(data),
  ];
}

function warn(data: ReportData): RootContent[] {
  const { mean_similarity } = data.totals;
  const onModel = judgeModelLanguage(data);
  const alike =
    mean_similarity !== null && areAlmostAlike(mean_similarity)
      ? `The papers all say about the same (mean cosine ${formatFigure(mean_similarity)} of two of them): topics part them by details.`
      : null;
  return [onModel, alike].filter((warning) => warning !== null).map((warning) => paragraph(strong(warning)));
}

function trustTopics({ totals, topics, levels }: ReportData): string {
  const firm = topics.filter(({ stability }) => judgeStability(stability) === "firm").length;
  const fine = levels.find(({ level }) => level === 0);
  const overall = fine ? `; ${formatFigure(fine.stability)} over all, where 1 is wholly and 0 by chance` : "";
  return (
    `${formatNumber(firm)} of ${formatCount(totals.topics, "topic")} ${firm === 1 ? "is" : "are"} firm: half of the papers foretell ` +
    `which of the other half are in ${firm === 1 ? "it" : "them"} (stability ${formatFigure(FIRM)} or more${overall}).`
  );
}

function trustPlaces({ papers, edges, unassigned }: Totals): string {
  const between = `${formatNumber(edges)} of ${formatCount(papers, "paper")} (${formatPercent(edges / papers)}) ${edges === 1 ? "lies" : "lie"} between topics`;
  const open = `another topic gets more than half as many votes of the clusterings as ${edges === 1 ? "its" : "their"} own`;
  return unassigned === 0
    ? `${between}: ${open}.`
    : `${between} (${open}), and ${formatNumber(unassigned)} ${unassigned === 1 ? "is" : "are"} in no topic.`;
}

function trustLabels({ labels, routing, totals }: ReportData): string {
  return (
    `A topic's label alone, made of phrases of its papers, leads ${formatPercent(routing)} of papers that had no part in choosing it to ` +
    `the right topic (by chance ${formatPercent(1 / Math.max(totals.topics, 1))}), and ${countProvisional(labels)}.`
  );
}

function countProvisional(labels: readonly LabelRow[]): string {
  const provisional = labels.filter(({ verdict }) => verdict === "provisional").length;
  if (provisional === 0) return "none is provisional";
  return `${provisional} of ${formatCount(labels.length, "label")} ${provisional === 1 ? "is" : "are"} provisional: there the papers' titles say more`;
}
