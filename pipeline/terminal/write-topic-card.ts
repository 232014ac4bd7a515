import { explainVerdict, type JudgedLabel } from "../labels/explain-verdict.ts";
import { tellEvents, writeStory } from "../lineage/tell-events.ts";
import { findPhrase } from "../search/match-words.ts";
import { formatCount, formatFigure, formatPercent } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { CardTerm, NearTopic, TopicCard, TopicPaper } from "../topic-cards/read-topic-card.ts";
import { describeMost, describePeriods } from "./describe-periods.ts";
import { writeSparkline } from "./sparkline.ts";
import { cutText, type Terminal } from "./terminal.ts";
import { styleVerdict } from "./topic-verdict.ts";
import { wrapText } from "./wrap-text.ts";
import { joinFacts, writeSections } from "./write-sections.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const INDENT = 2;
const ROOM_FOR_PROBABILITIES = 48;

/** Returns the card of a topic as text for a terminal. */
export function writeTopicCard(card: TopicCard, terminal: Terminal): string {
  return `${writeHead(card, terminal)}${writeSections(
    [
      ["Over time", writeTime(card, terminal)],
      ["Terms", writeTerms(card.terms, terminal)],
      ["Parts", writeTopics(card.parts, terminal)],
      ["Evidence for the label", card.evidence.map((evidence) => writeEvidence(evidence, terminal)).join("")],
      ["Typical papers", writePapers(card.papers, terminal)],
      ["Nearest topics", writeNearest(card.nearest, terminal)],
      [
        "Since the last run",
        tellEvents(card.events)
          .map((story) => line(writeStory(story), terminal))
          .join(""),
      ],
    ],
    terminal,
  )}`;
}

function line(text: string, terminal: Terminal): string {
  return `${wrapText(toPrintableLine(text), terminal, INDENT)}\n`;
}

function toJudged(card: TopicCard, verdict: JudgedLabel["verdict"]): JudgedLabel {
  const { label_coverage: coverage, label_precision: precision, routing, routing_with_terms: withTerms } = card;
  return { verdict, isMixed: card.mixed === true, coverage, precision, routing, withTerms };
}

function writeHead(card: TopicCard, terminal: Terminal): string {
  const { topic_id, label, labels, path, size, share, stability, verdict, children } = card;
  const isLabelGiven = card.label_coverage !== null && card.label_precision !== null;
  const above = path.slice(0, -1).map((id, step) => `${toPrintableLine(labels[step]!)} (${id})`);
  const facts = joinFacts([
    `topic ${topic_id}`,
    `${formatCount(size, "paper")}, ${formatPercent(share)}`,
    verdict === null || stability === null
      ? null
      : `${styleVerdict(verdict, verdict, terminal)}, stability ${formatFigure(stability)}`,
    children > 0 ? formatCount(children, "part") : null,
    card.mixed ? terminal.doubtful("a mixture") : null,
  ]);
  const judged = joinFacts([
    isLabelGiven ? `label in ${formatPercent(card.label_coverage!)} of its papers` : null,
    isLabelGiven ? `${formatPercent(card.label_precision!)} of the papers with it are here` : null,
  ]);
  const title = `${terminal.dot(card.color).trim()} ${terminal.bold(toPrintableLine(label))}`.trim();
  return [
    wrapText(title, terminal),
    wrapText(facts, terminal),
    above.length === 0 ? "" : wrapText(`part of ${above.join(" › ")}`, terminal),
    card.label_verdict === null
      ? ""
      : terminal.dim(wrapText(explainVerdict(toJudged(card, card.label_verdict)), terminal)),
    judged === "" ? "" : terminal.dim(wrapText(toPrintableLine(judged), terminal)),
  ]
    .filter((text) => text !== "")
    .map((text) => `${text}\n`)
    .join("");
}

function writeTime({ periods, over_time }: TopicCard, terminal: Terminal): string {
  if (periods === null || over_time.length === 0) return "";
  return (
    `${" ".repeat(INDENT)}${writeSparkline(over_time.map(({ papers }) => papers))}\n` +
    line(`${describePeriods(periods)}; ${describeMost(over_time, periods)}`, terminal)
  );
}

function writeTerms(terms: readonly CardTerm[], terminal: Terminal): string {
  const columns: TableColumn<CardTerm>[] = [
    { heading: "term", isFlexible: true, read: ({ term }) => term },
    { heading: "papers here", isNumber: true, read: ({ documents_inside }) => `${documents_inside ?? ""}` },
    { heading: "elsewhere", isNumber: true, read: ({ documents_outside }) => `${documents_outside ?? ""}` },
  ];
  return terms.length === 0 ? "" : writeTable(terms, columns, terminal, INDENT);
}

function writeTopics(topics: TopicCard["parts"], terminal: Terminal): string {
  const columns: TableColumn<TopicCard["parts"][number]>[] = [
    { heading: "id", isNumber: true, read: ({ topic_id }) => `${topic_id}`, style: terminal.dim },
    { heading: "topic", isFlexible: true, read: ({ label }) => label },
    { heading: "papers", isNumber: true, read: ({ size }) => `${size}` },
  ];
  return topics.length === 0 ? "" : writeTable(topics, columns, terminal, INDENT);
}

/** A title that is a sentence by itself is not said twice. */
function writeEvidence({ sentence, term, title, paper_id }: TopicCard["evidence"][number], terminal: Terminal): string {
  const quoted = wrapText(`“${markTerm(sentence, term, terminal)}”`, terminal, INDENT);
  const isTitle = sentence.replace(/\.$/, "") === title.replace(/\.$/, "");
  const source = isTitle ? "(its title)" : title;
  const room = Math.max(0, terminal.width - 2 * INDENT - paper_id.length - 2);
  return `${quoted}\n${" ".repeat(2 * INDENT)}${terminal.dim(`${toPrintableLine(paper_id)}  ${cutText(source, room)}`)}\n`;
}

function markTerm(sentence: string, term: string, terminal: Terminal): string {
  let marked = "";
  let last = 0;
  for (const { start, end } of findPhrase(sentence, term)) {
    if (start < last) continue;
    marked += toPrintableLine(sentence.slice(last, start)) + terminal.mark(toPrintableLine(sentence.slice(start, end)));
    last = end;
  }
  return marked + toPrintableLine(sentence.slice(last));
}

function writePapers(papers: readonly TopicPaper[], terminal: Terminal): string {
  const columns: TableColumn<TopicPaper>[] = [
    { heading: "near", isNumber: true, read: ({ similarity }) => formatOrNone(similarity, formatFigure) },
    {
      heading: "prob.",
      leastTerminal: ROOM_FOR_PROBABILITIES,
      isNumber: true,
      read: ({ probability }) => formatOrNone(probability, formatPercent),
    },
    { heading: "paper", read: ({ paper_id }) => paper_id, style: terminal.dim },
    { heading: "title", isFlexible: true, read: ({ title }) => title },
  ];
  return papers.length === 0 ? "" : writeTable(papers, columns, terminal, INDENT);
}

function formatOrNone(value: number | null, format: (value: number) => string): string {
  return value === null ? "" : format(value);
}

function writeNearest(topics: readonly NearTopic[], terminal: Terminal): string {
  const columns: TableColumn<NearTopic>[] = [
    { heading: "near", isNumber: true, read: ({ similarity }) => formatFigure(similarity) },
    { heading: "id", isNumber: true, read: ({ topic_id }) => `${topic_id}`, style: terminal.dim },
    { heading: "topic", isFlexible: true, read: ({ label }) => label },
    { heading: "papers", isNumber: true, read: ({ size }) => `${size}` },
  ];
  return topics.length === 0 ? "" : writeTable(topics, columns, terminal, INDENT);
}
