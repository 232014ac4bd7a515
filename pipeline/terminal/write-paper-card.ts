import type { PaperCard } from "../papers/read-paper-card.ts";
import { formatCount, formatFigure, formatPercent } from "../text/format-figure.ts";
import { nameLanguage } from "../text/languages/language-code.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { Terminal } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";
import { joinFacts, writeSections } from "./write-sections.ts";
import { writeSimilar } from "./write-similar.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const INDENT = 2;
const ROOM_FOR_FIGURES = 56;
const MOST_AUTHORS = 20;

/** Returns the card of a paper as text for a terminal. */
export function writePaperCard(card: PaperCard, terminal: Terminal): string {
  const head = [
    terminal.bold(wrap(card.title, terminal, 0)),
    writeAuthors(card, terminal),
    wrap(
      joinFacts([
        card.published,
        card.venue,
        card.categories?.join(", ") ?? null,
        card.language === null || card.language === "en" ? null : nameLanguage(card.language),
        card.author_comment,
      ]),
      terminal,
      0,
    ),
    terminal.dim(card.paper_id),
  ].filter((line) => line !== "");
  return `${head.join("\n")}\n${writeSections(
    [
      ["Links", writeLinks(card, terminal)],
      ["Abstract", paragraph(card.abstract, terminal)],
      ["Topic", writePlace(card, terminal)],
      ["Why it is there", writeReasons(card, terminal)],
      ["Keywords", paragraph((card.keywords ?? []).join(", "), terminal)],
      ["Nearest papers", writeSimilar(card.neighbors, terminal, INDENT)],
      ["Where it stood", writeAppearances(card, terminal)],
      ["Merged into it", writeDuplicates(card, terminal)],
    ],
    terminal,
  )}`;
}

function wrap(text: string, terminal: Terminal, indent: number): string {
  return text === "" ? "" : wrapText(toPrintableLine(text), terminal, indent);
}

function paragraph(text: string, terminal: Terminal): string {
  return text === "" ? "" : `${wrap(text, terminal, INDENT)}\n`;
}

function writeAuthors({ authors }: PaperCard, terminal: Terminal): string {
  if (authors === null || authors.length === 0) return "";
  const left = authors.length - MOST_AUTHORS;
  return wrap(`${authors.slice(0, MOST_AUTHORS).join(", ")}${left > 0 ? ` and ${left} more` : ""}`, terminal, 0);
}

/** An address is never broken: it would lead nowhere. */
function writeLinks({ links }: PaperCard, terminal: Terminal): string {
  const width = Math.max(0, ...links.map(({ name }) => name.length));
  return links
    .map(({ name, address }) => {
      const written = toPrintableLine(address);
      return `${" ".repeat(INDENT)}${terminal.dim(name.padEnd(width))}  ${terminal.link(written, address)}\n`;
    })
    .join("");
}

function writePlace({ topic, why_here, second_topic, probability, role }: PaperCard, terminal: Terminal): string {
  if (role === null) return "";
  const path = topic?.path.map(({ topic_id, label }) => `${toPrintableLine(label)} (${topic_id})`).join(" › ");
  const told = why_here.find(({ kind }) => kind === "probability")?.text;
  const next =
    topic === null || second_topic === null
      ? ""
      : `Next: ${second_topic.label} (${second_topic.topic_id}), ${formatPercent(second_topic.probability)}${second_topic.probability > (probability ?? 0) ? "; the words of the paper decided against it" : ""}`;
  return [
    wrapText(
      path === undefined ? "None" : `${terminal.dot(topic?.color ?? null).trim()} ${path}`.trim(),
      terminal,
      INDENT,
    ),
    told === undefined ? "" : wrap(`Probability ${told}`, terminal, INDENT),
    next === "" ? "" : terminal.dim(wrap(next, terminal, INDENT)),
  ]
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

function writeReasons({ why_here }: PaperCard, terminal: Terminal): string {
  const of = (wanted: string) => why_here.filter(({ kind }) => kind === wanted);
  return [
    ...of("term").map(({ text }) => wrap(text, terminal, INDENT)),
    ...of("sentence").map(({ text }) => wrap(`“${text}”`, terminal, INDENT)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

type Appearance = PaperCard["appearances"][number];

function writeAppearances({ appearances }: PaperCard, terminal: Terminal): string {
  const count = (value: number | null, noun: string) => (value === null ? null : formatCount(value, noun));
  const columns: TableColumn<Appearance>[] = [
    { heading: "day", read: ({ listed_date }) => listed_date ?? "" },
    { heading: "place", isFlexible: true, read: ({ source, position }) => `${source}:${position}` },
    {
      heading: "",
      leastTerminal: ROOM_FOR_FIGURES,
      read: ({ arxiv_version, rank, upvotes, comments }) =>
        joinFacts([
          arxiv_version === null ? null : `v${arxiv_version}`,
          rank === null ? null : `rank ${rank}`,
          count(upvotes, "upvote"),
          count(comments, "comment"),
        ]),
    },
  ];
  const shown = columns.filter(({ read }) => appearances.some((row) => read(row) !== ""));
  return appearances.length === 0 ? "" : writeTable(appearances, shown, terminal, INDENT);
}

/** A title is said where it is not that of the paper. */
function writeDuplicates({ duplicates, title: ownTitle }: PaperCard, terminal: Terminal): string {
  return duplicates
    .map(({ merged_source, merged_position, title, kind, score, reason }) => {
      const place = `${toPrintableLine(`${merged_source}:${merged_position}`)}`;
      const why = `${kind === "exact" ? kind : `${kind} ${formatFigure(score)}`}: ${reason}`;
      const lines = [wrapText(`${place}  ${terminal.dim(toPrintableLine(why))}`, terminal, INDENT)];
      if (title !== ownTitle) lines.push(wrap(title, terminal, 2 * INDENT));
      return lines.map((text) => `${text}\n`).join("");
    })
    .join("");
}
