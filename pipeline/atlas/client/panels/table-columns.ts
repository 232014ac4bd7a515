import { findForms } from "../../../search/match-words.ts";
import { formatFigure, formatNumber, formatPercent } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import { FRACTION_UNIT, NONE, type PaperDetails } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { findFirstDays } from "../first-days.ts";
import { findRanks, findVotes } from "../paper-votes.ts";
import { nameDates, writeShownDay } from "../shown-days.ts";
import { nameSource } from "./describe.ts";
import { createTopicLink, markText } from "./items.ts";

/** A column of the table of papers. */
export type TableColumn = {
  name: string;
  isNumber: boolean;
  /** Whether the largest come first when it is first sorted by, as the newest and the surest do. */
  isDescendingFirst: boolean;
  /** In CSS pixels, so that none of its words is broken. */
  width: number;
  /** What papers are sorted by, the least first; null where there is nothing. */
  key(row: number): string | number | null;
  /** What stands in a paper's cell; folded `words` are marked in texts. */
  show(row: number, words: readonly string[]): Node | string;
};

const TITLE_WIDTH = 380;
const TOPIC_WIDTH = 210;
const FIGURE_WIDTH = 112;
const MOST_WIDTH = 300;
/** Width of a letter at the table's size, a generous mean, and of a cell's padding. */
const LETTER = 8.2;
const PADDING = 18;

/** Returns a width in which no word of the texts is broken, as far as that is seemly. */
export function fitWords(texts: readonly string[], least = FIGURE_WIDTH): number {
  const longest = texts.reduce(
    (most, text) => text.split(/[\s-]+/).reduce((longer, word) => Math.max(longer, word.length), most),
    0,
  );
  return Math.round(Math.min(MOST_WIDTH, Math.max(least, longest * LETTER + PADDING)));
}

/** Returns the columns, the title first; days, upvotes, ranks and sources only where they tell papers apart. */
export function listColumns(atlas: Pick<Atlas, "data" | "index" | "state">): TableColumn[] {
  const { data, index } = atlas;
  const { papers, sources, dates } = data;
  const { start, source } = papers.appearances;
  const days = findFirstDays(papers);
  const votes = findVotes(papers);
  const ranks = findRanks(papers);
  const columns: TableColumn[] = [
    {
      ...describeText("Title", TITLE_WIDTH),
      key: (row) => papers.title[row]!,
      show: (row, words) => createTitle(atlas, row, words),
    },
    {
      ...describeText("Topic", TOPIC_WIDTH),
      key: (row) => index.findTopic(row)?.label ?? null,
      show: (row) => {
        const topic = index.findTopic(row);
        return topic ? createTopicLink(topic) : "none";
      },
    },
    {
      ...describeFigure("Probability"),
      key: (row) => papers.probability[row]!,
      show: (row) => formatPercent(papers.probability[row]! / FRACTION_UNIT),
    },
    {
      ...describeText("Role", FIGURE_WIDTH),
      key: (row) => papers.role[row]!,
      show: (row) => ROLES[papers.role[row]!]!,
    },
  ];
  if (days.some((day) => day !== NONE)) {
    columns.push({
      ...describeFigure(nameDates(dates)),
      isNumber: false,
      key: (row) => (days[row] === NONE ? null : days[row]!),
      show: (row) => (days[row] === NONE ? "" : writeShownDay(days[row]!, dates)),
    });
  }
  if (votes.some((count) => count >= 0)) {
    columns.push({
      ...describeFigure("Upvotes"),
      key: (row) => (votes[row]! < 0 ? null : votes[row]!),
      show: (row) => (votes[row]! < 0 ? "" : formatNumber(votes[row]!)),
    });
  }
  const { voteRatio } = papers;
  if (voteRatio && days.some((day) => day !== NONE)) {
    columns.push({
      ...describeFigure("Upvotes for its day"),
      key: (row) => (voteRatio[row] === NONE ? null : voteRatio[row]!),
      show: (row) => (voteRatio[row] === NONE ? "" : `× ${formatFigure(voteRatio[row]! / 100, 1)}`),
    });
  }
  if (papers.placed) {
    const { placed } = papers;
    columns.push({
      ...describeText("Since the last fit", FIGURE_WIDTH),
      isDescendingFirst: true,
      key: (row) => placed[row]!,
      show: (row) => (placed[row] === 1 ? "new" : ""),
    });
  }
  if (ranks.some((rank) => rank >= 0)) {
    columns.push({
      ...describeFigure("Rank"),
      isDescendingFirst: false,
      key: (row) => (ranks[row]! < 0 ? null : ranks[row]!),
      show: (row) => (ranks[row]! < 0 ? "" : formatNumber(ranks[row]!)),
    });
  }
  if (sources.length > 1) {
    columns.push({
      ...describeText("Source", fitWords(sources.map(nameSource))),
      key: (row) => sources[source[start[row]!]!] ?? null,
      show: (row) => listSources(new Set(source.subarray(start[row]!, start[row + 1]!)), sources),
    });
  }
  return columns;
}

function describeText(name: string, width: number) {
  return { name, width, isNumber: false, isDescendingFirst: false };
}

function describeFigure(name: string) {
  return { name, width: FIGURE_WIDTH, isNumber: true, isDescendingFirst: true };
}

/** Returns columns of what the sources say of papers beside their text; none for what they say of no paper. */
export function listDetailColumns(details: readonly PaperDetails[]): TableColumn[] {
  const columns = {
    authors: {
      ...describeText(
        "Authors",
        fitWords(
          details.map(({ authors }) => authors[0] ?? ""),
          170,
        ),
      ),
      key: (row: number) => details[row]!.authors.join(", ") || null,
      show: (row: number) => nameAuthors(details[row]!.authors),
    },
    published: {
      ...describeFigure("Published"),
      isNumber: false,
      key: (row: number) => Number(details[row]!.published.replaceAll("-", "").padEnd(8, "0")) || null,
      show: (row: number) => details[row]!.published,
    },
    venue: {
      ...describeText(
        "Venue",
        fitWords(
          details.map(({ venue }) => venue),
          160,
        ),
      ),
      key: (row: number) => details[row]!.venue || null,
      show: (row: number) => createElement("bdi", {}, details[row]!.venue),
    },
  };
  return (["authors", "published", "venue"] as const)
    .filter((field) => details.some((paper) => paper[field].length > 0))
    .map((field) => columns[field]);
}

/** Returns the first author and how many there are more; all of them where the reader points. */
function nameAuthors(authors: readonly string[]): Node | string {
  if (authors.length === 0) return "";
  const others = authors.length > 1 ? ` and ${authors.length - 1} more` : "";
  return createElement("span", { title: authors.join(", ") }, createElement("bdi", {}, authors[0]!), others);
}

function createTitle({ data, state }: Pick<Atlas, "data" | "state">, row: number, words: readonly string[]): Node {
  const title = data.papers.title[row]!;
  return createElement(
    "button",
    {
      type: "button",
      class: "paper-link",
      "data-row": row,
      dir: "auto",
      "aria-current": state.get().paper === row ? "true" : null,
    },
    ...markText(title, findForms(title, words)),
  );
}

function listSources(places: Iterable<number>, sources: readonly string[]): Node {
  const items = Array.from(places, (place) => createElement("li", { dir: "auto" }, nameSource(sources[place]!)));
  return createElement("ul", {}, ...items);
}
