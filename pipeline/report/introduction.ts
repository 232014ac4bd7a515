import type { PhrasingContent, RootContent } from "mdast";
import { heading, type Inline, image, inlineCode, list, paragraph, strong } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import { areAlmostAlike } from "../topics/judge-likeness.ts";
import { FIRM, judgeStability } from "../topics/judge-stability.ts";
import { describeLevels, nameLevel } from "../topics/level-names.ts";
import { summarizeLabels } from "./label-quality.ts";
import { countLanguages, judgeModelLanguage } from "./languages.ts";
import { describeFaithfulness } from "./reasons.ts";
import type { LevelRow, ReportData, TopicRow, Totals } from "./report-data.ts";

const NAMED_TOPICS = 3;

/** Returns the head of the report: what went in, the map, and how far the result can be trusted. */
export function introduce(data: ReportData): RootContent[] {
  const { totals, levels, topics, mapQuality } = data;
  const counts = levels.length > 0 ? levels.map((level) => level.topics) : [totals.topics];
  const size = `${formatCount(totals.papers, "paper")} in ${describeLevels(counts)}`;
  return [
    heading(1, size),
    paragraph(
      `${countInput(totals)}. ${countLanguages(data)} Half of the abstracts have more than ${formatNumber(totals.words)} words. ` +
        `The largest topics are ${joinWithAnd(nameLargest(topics))}.`,
    ),
    paragraph(image("charts/topic-map.svg", `Map of ${size}`)),
    paragraph(
      "Each dot is a paper. Near dots are about similar things; the distance between far ones means nothing. " +
        `Its trustworthiness is ${formatFigure(mapQuality.trustworthiness, 3)} (1: no paper has a neighbour on the map that is not among ` +
        `its ${mapQuality.neighbors} nearest in the space). `,
      "Open ",
      inlineCode("atlas.html"),
      " to zoom, to search, and to read each paper and topic.",
    ),
    heading(2, "How far to trust it"),
    list(judgeResult(data)),
  ];
}

function countInput({ records, files, papers, repeats, rejected, left_out, cut_texts }: Totals): string {
  const counted =
    `${formatCount(records, "record")} from ${formatCount(files, "file")}: ${formatNumber(papers)} different papers, ` +
    `${formatCount(repeats, "repeat")} merged, ${rejected === 0 ? "none" : formatNumber(rejected)} set aside`;
  const withFiles = left_out > 0 ? `${counted}, and ${formatCount(left_out, "file")} left out` : counted;
  return cut_texts > 0
    ? `${withFiles}. Of ${formatCount(cut_texts, "paper")} only the beginning was searched, since the text is so long; all of it is kept`
    : withFiles;
}

function nameLargest(topics: readonly TopicRow[]): string[] {
  const bySize = topics.toSorted((a, b) => b.size - a.size || a.topic_id - b.topic_id);
  return bySize.slice(0, NAMED_TOPICS).map(({ label }) => `“${label}”`);
}

function judgeResult(data: ReportData): Inline[][] {
  const { totals, levels, topics, labels, routing, faithfulness } = data;
  const onModel = judgeModelLanguage(data);
  const firm = topics.filter(({ stability }) => judgeStability(stability) === "firm").length;
  const item = (name: string, text: string): [PhrasingContent, string] => [strong(name), ` ${text}`];
  const { mean_similarity } = totals;
  const isAlmostAlike = mean_similarity !== null && areAlmostAlike(mean_similarity);
  return [
    ...(onModel === null ? [] : [item("Model.", onModel)]),
    ...(isAlmostAlike ? [item("Almost alike.", describeLikeness(mean_similarity))] : []),
    ...levels.map((level) => item(...describeLevel(level, levels.length))),
    item(
      "Topics.",
      `${firm} of ${totals.topics} are firm: half of the papers foretell which of the other half are in them (stability, from ${formatFigure(FIRM)} on; ` +
        "1 is wholly, 0 by chance). Those called loose are useful shelves rather than groups with an edge.",
    ),
    item("Papers.", describeRoles(totals)),
    item(
      "Labels.",
      "Made of phrases of the papers themselves, without a language model. The sentences under each topic are what its label stands on. " +
        summarizeLabels(labels, routing),
    ),
    item("Reasons.", describeFaithfulness(faithfulness)),
  ];
}

function describeLikeness(meanSimilarity: number): string {
  return `The papers all say about the same (mean cosine ${formatFigure(meanSimilarity)} of two of them): topics part them by details.`;
}

function describeLevel({ level, topics, stability, verdict, reason }: LevelRow, levels: number): [string, string] {
  const name = nameLevel(level, levels);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} level.`;
  return [
    title,
    `${formatCount(topics, "topic")}, ${verdict} on the whole (stability ${formatFigure(stability)}): ${reason}.`,
  ];
}

function describeRoles({ papers, edges, unassigned }: Totals): string {
  const between =
    `${formatNumber(edges)} of ${formatNumber(papers)} are edge papers: the probability of their topic is less than twice that of another. ` +
    "The least sure are listed below.";
  if (unassigned === 0) return between;
  return `${between} ${formatCount(unassigned, "paper")} ${unassigned === 1 ? "is" : "are"} in no topic.`;
}
