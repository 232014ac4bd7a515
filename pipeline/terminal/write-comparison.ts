import { formatCount, formatFigure, formatPercent } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { ComparedTerm, ComparedTopic, PaperBetween, TopicComparison } from "../topic-cards/compare-topics.ts";
import type { Terminal } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";
import { type Section, writeSections } from "./write-sections.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const INDENT = 2;
const ROOM_FOR_SHARES = 56;
const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** Returns what distinguishes two topics as text for a terminal. */
export function writeComparison(comparison: TopicComparison, terminal: Terminal): string {
  const { topics, terms, nested, papers_between, between } = comparison;
  const head = topics.map(
    ({ topic_id, label, size }) =>
      `${terminal.bold(toPrintableLine(label))} ${terminal.dim(`(${topic_id}, ${formatCount(size, "paper")})`)}`,
  );
  const part = (id: number | null) =>
    writeTerms(
      terms.filter(({ rather_in }) => rather_in === id),
      topics,
      terminal,
    );
  const [first, second] = topics.map(({ label, topic_id }) => `${toPrintableLine(label)} (${topic_id})`);
  const sections: Section[] = [
    [`Rather in ${first}`, part(topics[0].topic_id)],
    [`Rather in ${second}`, part(topics[1].topic_id)],
    ["In both", part(null)],
    [describeBetween(between, papers_between.length), writeBetween(papers_between, terminal)],
  ];
  const told = [describeNearness(comparison), nested ? describeNesting(topics) : ""].filter((text) => text !== "");
  return [
    `${wrapText(head.join(" and "), terminal)}\n`,
    ...told.map((text) => `${wrapText(toPrintableLine(text), terminal)}\n`),
    writeSections(sections, terminal),
    between === 0 ? `\n${wrapText("No paper of one has a tenth of the votes or more for the other.", terminal)}\n` : "",
  ].join("");
}

function describeNearness({ topics, similarity, other_topics }: TopicComparison): string {
  if (similarity === null) return "";
  const cosine = `Cosine of their centroids: ${formatFigure(similarity)}.`;
  const [first, second] = topics;
  if (first.rank_of_other === null || second.rank_of_other === null || other_topics === null) return cosine;
  return `${cosine} Among the ${other_topics} other topics of their level, ${second.topic_id} is ${nameRank(first.rank_of_other)} to ${first.topic_id}, and ${first.topic_id} ${nameRank(second.rank_of_other)} to ${second.topic_id}.`;
}

function nameRank(rank: number): string {
  return rank === 1 ? "the nearest" : `the ${rank}${ENDINGS[ORDINALS.select(rank)] ?? "th"} nearest`;
}

function describeNesting(topics: readonly ComparedTopic[]): string {
  const [outer, inner] = [...topics].sort((a, b) => b.level - a.level);
  return `${inner!.topic_id} is part of ${outer!.topic_id}: compared with its other ${formatCount(outer!.papers, "paper")}.`;
}

function writeTerms(terms: readonly ComparedTerm[], topics: readonly ComparedTopic[], terminal: Terminal): string {
  const columns: TableColumn<ComparedTerm>[] = [
    { heading: "term", isFlexible: true, read: ({ term }) => term },
    ...topics.flatMap(({ topic_id, papers }, side): TableColumn<ComparedTerm>[] => [
      { heading: `in ${topic_id}`, isNumber: true, read: ({ documents }) => `${documents[side]!} of ${papers}` },
      {
        heading: "",
        leastTerminal: ROOM_FOR_SHARES,
        isNumber: true,
        read: ({ shares }) => formatPercent(shares[side]!),
        style: terminal.dim,
      },
    ]),
  ];
  return terms.length === 0 ? "" : writeTable(terms, columns, terminal, INDENT);
}

function describeBetween(between: number, shown: number): string {
  return shown < between
    ? `Papers between them: ${shown} of ${between}, the smallest margin first`
    : "Papers between them, the smallest margin first";
}

function writeBetween(papers: readonly PaperBetween[], terminal: Terminal): string {
  const columns: TableColumn<PaperBetween>[] = [
    { heading: "is in", isNumber: true, read: ({ topic_id }) => `${topic_id}` },
    {
      heading: "",
      leastTerminal: ROOM_FOR_SHARES,
      isNumber: true,
      read: ({ probability }) => formatPercent(probability),
      style: terminal.dim,
    },
    { heading: "or", isNumber: true, read: ({ second_topic_id }) => `${second_topic_id}` },
    {
      heading: "",
      leastTerminal: ROOM_FOR_SHARES,
      isNumber: true,
      read: ({ second_probability }) => formatPercent(second_probability),
      style: terminal.dim,
    },
    { heading: "paper", read: ({ paper_id }) => paper_id, style: terminal.dim },
    { heading: "title", isFlexible: true, read: ({ title }) => title },
  ];
  if (papers.length === 0) return "";
  const note = papers.some(({ margin }) => margin < 0)
    ? `${terminal.dim(wrapText("Where the other topic has more votes, the words of the paper decided.", terminal, INDENT))}\n`
    : "";
  return writeTable(papers, columns, terminal, INDENT) + note;
}
