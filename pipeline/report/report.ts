import type { RootContent } from "mdast";
import {
  emphasis,
  heading,
  type Inline,
  image,
  inlineCode,
  list,
  paragraph,
  strong,
  table,
  writeMarkdown,
} from "../documents/markdown.ts";
import { FIRM, judgeStability } from "../topics/judge-stability.ts";
import { describeLabel, summarizeLabels } from "./label-quality.ts";
import { explainNext } from "./next-queries.ts";
import { describeFaithfulness, listDoubtful, listTypical } from "./reasons.ts";
import type { ChartRow, ReportData, TopicRow, Totals, TreeRow, UnsureRow } from "./report-data.ts";
import { describeChanges } from "./topic-changes.ts";
import { listUnassigned } from "./unassigned-papers.ts";

/** Returns the report as Markdown. The same data give the same bytes; times are in the run log, not here. */
export function writeReport(data: ReportData): string {
  return writeMarkdown(composeReport(data));
}

/** Returns the report as a Markdown tree: what report.md and report.html are both written from. */
export function composeReport(data: ReportData): RootContent[] {
  return [
    ...introduce(data),
    ...describeChanges(data.changes),
    ...listTopics(data.tree),
    ...data.tree.flatMap((row) => describeRow(row, data)),
    ...listUnsure(data.unsure),
    ...listUnassigned(data.unassigned),
    ...accountForInput(data),
    ...showCharts(data.charts),
    ...explainNext(data.topics[0]!),
    heading(2, "Settings"),
    table(
      ["Setting", "Value"],
      ["left", "left"],
      data.settings.map(([name, value]) => [inlineCode(name), inlineCode(value)]),
    ),
  ];
}

function introduce({ totals, choice, trust, topics, labels, routing, faithfulness }: ReportData): RootContent[] {
  const bySize = [...topics].sort((a, b) => b.size - a.size || a.topic_id - b.topic_id);
  const largest = bySize.slice(0, 3).map(({ label }) => `“${label}”`);
  const firm = topics.filter(({ stability }) => judgeStability(stability) === "firm").length;
  return [
    heading(1, `${totals.papers} papers in ${totals.topics} topics`),
    paragraph(
      `${count(totals.records, "record")} from ${count(totals.files, "file")}: ${totals.papers} different papers, ` +
        `${count(totals.repeats, "repeat")} merged, ${totals.rejected === 0 ? "none" : totals.rejected} set aside${totals.left_out > 0 ? `, and ${count(totals.left_out, "file")} left out` : ""}. ` +
        `Half of the abstracts have more than ${totals.words} words. The largest topics are ${joinWithAnd(largest)}.`,
    ),
    paragraph(image("charts/topic-map.svg", `Map of ${totals.papers} papers in ${totals.topics} topics`)),
    paragraph(
      "Each dot is a paper. Near dots are about similar things; the distance between far ones means nothing. " +
        `Its trustworthiness is ${trust.trustworthiness.toFixed(3)} (1: no paper has a neighbour on the map that is not among its ${trust.neighbors} nearest in the space). `,
      "Open ",
      inlineCode("atlas.html"),
      " to zoom, to search, and to read each paper and topic.",
    ),
    heading(2, "How far to trust it"),
    list([
      [
        strong("Number of topics."),
        `${choice ? ` ${choice.k}: ${choice.reason}.` : ` ${totals.topics}, given by --topics.`}${describeBroader(totals)}`,
      ],
      [
        strong("Topics."),
        ` ${firm} of ${totals.topics} are firm: two of their papers fell together in at least ${100 * FIRM} % of the clusterings of random samples. ` +
          "Those called loose are useful shelves rather than groups with an edge.",
      ],
      [
        strong("Papers."),
        ` ${totals.edges} of ${totals.papers} stand between topics: the evidence for theirs is less than twice that for another. The least sure are listed below.${totals.unassigned === 0 ? "" : ` ${count(totals.unassigned, "paper")} ${totals.unassigned === 1 ? "is" : "are"} in no topic.`}`,
      ],
      [
        strong("Labels."),
        " Made of phrases of the papers themselves, without a language model. The sentences under each topic are what its label stands on.",
        summarizeLabels(labels, routing),
      ],
      [strong("Reasons."), describeFaithfulness(faithfulness)],
    ]),
  ];
}

function describeBroader({ broader }: Totals): string {
  if (broader === 0) return " None of them are joined into broader ones.";
  return ` Those that are more alike than two papers at random are joined into ${count(broader, "broader topic")}.`;
}

function listTopics(tree: readonly TreeRow[]): RootContent[] {
  return [
    heading(2, "Topics"),
    ...(tree.some(({ children }) => children > 0)
      ? [
          paragraph(
            "In bold: broader topics, each followed by its parts. The others are like none enough to be joined.",
          ),
        ]
      : []),
    table(
      ["No.", "Topic", "Papers", "Share", "Stability", "Nearest topic"],
      ["right", "left", "right", "right", "left", "left"],
      tree.map(({ topic_id, label, size, share, children, depth, stability, nearest_label }) => [
        String(topic_id),
        children > 0 ? strong(label) : `${"↳ ".repeat(depth - 1)}${label}`,
        String(size),
        `${(100 * share).toFixed(1)} %`,
        children > 0 ? "" : `${stability.toFixed(2)} ${judgeStability(stability)}`,
        children > 0 ? "" : (nearest_label ?? ""),
      ]),
    ),
  ];
}

function describeRow(row: TreeRow, data: ReportData): RootContent[] {
  const topic = data.topics.find(({ topic_id }) => topic_id === row.topic_id);
  if (topic) return describeTopic(topic, row.depth === 1 ? 3 : 4, data);
  const inside = `${count(row.children, "topic")}. ${(100 * row.stability).toFixed(0)} % of the evidence for its papers is for these topics.`;
  return [
    heading(3, `${row.topic_id}. ${row.label}`),
    paragraph(
      `${count(row.size, "paper")} in ${inside}`,
      ...(row.nearest_label ? [" Nearest: ", emphasis(row.nearest_label), "."] : []),
    ),
    ...describeLabel(data.labels.find(({ topic_id }) => topic_id === row.topic_id)),
  ];
}

function describeTopic(
  topic: TopicRow,
  depth: 3 | 4,
  { representatives, doubtful, evidence, labels }: ReportData,
): RootContent[] {
  const papers = representatives.filter(({ topic_id }) => topic_id === topic.topic_id);
  const sentences = evidence.filter(({ topic_id }) => topic_id === topic.topic_id);
  const terms = topic.terms ?? [];
  return [
    heading(depth, `${topic.topic_id}. ${topic.label}`),
    paragraph(
      `${count(topic.size, "paper")}, ${judgeStability(topic.stability)} (stability ${topic.stability.toFixed(2)}, cohesion ${topic.cohesion.toFixed(2)}).`,
      ...(topic.nearest_label
        ? [" Nearest: ", emphasis(topic.nearest_label), ` (${topic.nearest_similarity.toFixed(2)}).`]
        : []),
      ...(terms.length > 0 ? [` Terms: ${terms.join(", ")}.`] : []),
    ),
    ...describeLabel(labels.find(({ topic_id }) => topic_id === topic.topic_id)),
    ...listTypical(papers),
    ...listDoubtful(doubtful.filter(({ topic_id }) => topic_id === topic.topic_id)),
    ...(sentences.length > 0
      ? [
          paragraph("The label stands on:"),
          list(sentences.map(({ term, sentence, title }) => [strong(term), `: ${sentence} — `, emphasis(title)])),
        ]
      : [paragraph("No phrase sets this topic apart; it is named by its most typical paper.")]),
  ];
}

function listUnsure(unsure: readonly UnsureRow[]): RootContent[] {
  if (unsure.length === 0) return [];
  return [
    heading(2, "Papers between topics"),
    paragraph("The least sure placements, with the topic that came second."),
    table(
      ["Paper", "Placed in", "Probability", "Or"],
      ["left", "left", "right", "left"],
      unsure.map(({ title, topic, probability, second }) => [title, topic, probability.toFixed(2), second]),
    ),
  ];
}

function accountForInput({ sources, rejected }: ReportData): RootContent[] {
  return [
    heading(2, "What went in"),
    table(
      ["File", "Records", "Repeats merged", "Set aside"],
      ["left", "right", "right", "right"],
      sources.map((row): Inline[] => [
        inlineCode(row.source),
        String(row.records),
        String(row.repeats),
        String(row.rejected),
      ]),
    ),
    ...(rejected.length === 0
      ? [paragraph("No record was set aside.")]
      : [
          paragraph(
            `What could not be used (${rejected.length}; the raw text is in the table `,
            inlineCode("rejected"),
            "):",
          ),
          list(
            rejected
              .slice(0, MOST_REJECTED)
              .map(({ source, line, reason }) => [inlineCode(line === 0 ? source : `${source}:${line}`), ` ${reason}`]),
          ),
          ...(rejected.length > MOST_REJECTED ? [paragraph(`… and ${rejected.length - MOST_REJECTED} more.`)] : []),
        ]),
  ];
}

function showCharts(charts: readonly ChartRow[]): RootContent[] {
  return [
    heading(2, "Charts"),
    ...charts
      .filter(({ name }) => name !== "topic-map")
      .map(({ name, description, reason }) =>
        reason ? paragraph(`${description}.`) : paragraph(image(`charts/${name}.svg`, description)),
      ),
  ];
}

const MOST_REJECTED = 50;

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function joinWithAnd(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
