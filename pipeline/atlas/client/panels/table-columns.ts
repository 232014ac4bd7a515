import { findPrefixes } from "../../../search/match-words.ts";
import { formatPercent } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import { FRACTION_UNIT, NONE, type PaperDetails } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { findFirstDays } from "../first-days.ts";
import { nameDates, writeShownDay } from "../shown-days.ts";
import { nameSource } from "./describe.ts";
import { createTopicLink, markText } from "./items.ts";

/** A column of the table of papers. */
export type TableColumn = {
  name: string;
  isNumber: boolean;
  /** What papers are sorted by, the least first. */
  key(row: number): string | number;
  /** What stands in a paper's cell; folded `words` are marked in texts. */
  show(row: number, words: readonly string[]): Node | string;
};

/** Returns the columns, the title first; days only where a page gives one. */
export function listColumns(atlas: Pick<Atlas, "data" | "index" | "state">): TableColumn[] {
  const { data, index } = atlas;
  const { papers, sources, dates } = data;
  const { start, source } = papers.appearances;
  const days = findFirstDays(papers);
  const columns: TableColumn[] = [
    {
      name: "Title",
      isNumber: false,
      key: (row) => papers.title[row]!,
      show: (row, words) => createTitle(atlas, row, words),
    },
    {
      name: "Topic",
      isNumber: false,
      key: (row) => index.findTopic(row)?.label ?? "",
      show: (row) => {
        const topic = index.findTopic(row);
        return topic ? createTopicLink(topic) : "none";
      },
    },
    {
      name: "Probability",
      isNumber: true,
      key: (row) => -papers.probability[row]!,
      show: (row) => formatPercent(papers.probability[row]! / FRACTION_UNIT),
    },
    { name: "Role", isNumber: false, key: (row) => papers.role[row]!, show: (row) => ROLES[papers.role[row]!]! },
  ];
  if (days.some((day) => day !== NONE)) {
    columns.push({
      name: nameDates(dates),
      isNumber: false,
      key: (row) => -days[row]!,
      show: (row) => (days[row] === NONE ? "" : writeShownDay(days[row]!, dates)),
    });
  }
  columns.push({
    name: "Source",
    isNumber: false,
    key: (row) => sources[source[start[row]!]!] ?? "",
    show: (row) => listSources(new Set(source.subarray(start[row]!, start[row + 1]!)), sources),
  });
  return columns;
}

/** Returns columns of what the sources say of papers beside their text; none for what they say of no paper. */
export function listDetailColumns(details: readonly PaperDetails[]): TableColumn[] {
  const columns = {
    authors: {
      name: "Authors",
      key: (row: number) => details[row]!.authors.join(", "),
      show: (row: number) => nameAuthors(details[row]!.authors),
    },
    published: {
      name: "Published",
      key: (row: number) => -Number(details[row]!.published.replaceAll("-", "").padEnd(8, "0")),
      show: (row: number) => details[row]!.published,
    },
    venue: {
      name: "Venue",
      key: (row: number) => details[row]!.venue,
      show: (row: number) => createElement("bdi", { class: "wide" }, details[row]!.venue),
    },
  };
  return (["authors", "published", "venue"] as const)
    .filter((field) => details.some((paper) => paper[field].length > 0))
    .map((field) => ({ isNumber: false, ...columns[field] }));
}

/** Returns the first author and how many there are more; all of them where the reader points. */
function nameAuthors(authors: readonly string[]): Node | string {
  if (authors.length === 0) return "";
  const others = authors.length > 1 ? ` and ${authors.length - 1} more` : "";
  return createElement(
    "span",
    { class: "wide", title: authors.join(", ") },
    createElement("bdi", {}, authors[0]!),
    others,
  );
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
    ...markText(title, findPrefixes(title, words)),
  );
}

function listSources(places: Iterable<number>, sources: readonly string[]): Node {
  const items = Array.from(places, (place) => createElement("li", { dir: "auto" }, nameSource(sources[place]!)));
  return createElement("ul", {}, ...items);
}
