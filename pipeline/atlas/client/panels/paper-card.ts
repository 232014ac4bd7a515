import { findForms } from "../../../search/match-words.ts";
import { formatCount, formatFigure } from "../../../text/format-figure.ts";
import { type AtlasData, type AtlasTexts, FRACTION_UNIT, NONE, type TextSpan } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { findFirstDays } from "../first-days.ts";
import { findVotes } from "../paper-votes.ts";
import { nameDates, writeShownDay } from "../shown-days.ts";
import { passSourceFailure } from "../source-state.ts";
import { createCopyLink } from "./copy-link.ts";
import { describePlace, nameSource, readShares } from "./describe.ts";
import { createPaperItem, createTopicLink } from "./items.ts";
import type { MarkKind } from "./lay-marks.ts";
import { createMarkedText, createReading } from "./marked-text.ts";
import { createByline, createSubjects } from "./paper-details.ts";
import { createLinks } from "./paper-links.ts";
import { createSection } from "./section.ts";

/** Returns what is known of a paper, with folded `words` marked; its abstract and reasons come when they are unpacked. */
export function createPaperCard(atlas: Atlas, row: number, words: readonly string[]): Node[] {
  const { data, index } = atlas;
  const name = data.papers.title[row]!;
  const marked = createMarkedText(name, { sought: findForms(name, words) });
  const title = createElement("h2", { class: "card-title", dir: "auto", tabindex: "-1" }, ...marked);
  const abstract = createElement("div", { class: "abstract", "aria-busy": "true" });
  const reasons = createElement("div");
  const byline = createElement("div", { hidden: true });
  const subjects = createElement("div", { hidden: true });
  const links = createLinks(data.papers, row);
  const nearest = createElement("div");
  const fill = (texts: AtlasTexts) => {
    fillTexts({ name, words, hasTopic: index.findTopic(row) !== null }, row, texts, { title, abstract, reasons });
    const details = texts.details[row]!;
    fillDetails(byline, createByline(details));
    fillDetails(subjects, createSubjects(details, data.language));
    links.replaceWith(createLinks(data.papers, row, details));
  };
  const fillNearest = () => nearest.replaceChildren(createNearest(atlas, row));
  atlas.texts
    .readTexts([row])
    .then(fill)
    .catch((error: unknown) => {
      abstract.replaceChildren(createElement("p", { class: "quiet" }, "The abstract did not come."));
      abstract.removeAttribute("aria-busy");
      passSourceFailure(error);
    });
  if (!atlas.nearest.find(row)) atlas.nearest.read([row]).then(fillNearest).catch(passSourceFailure);
  fillNearest();
  return [
    title,
    byline,
    createListed(data, row),
    links,
    createElement(
      "div",
      { class: "actions" },
      createZoom(atlas, row),
      createCopyLink(atlas, `paper=${encodeURIComponent(data.papers.id[row]!)}`),
    ),
    abstract,
    createPlace(atlas, row),
    reasons,
    nearest,
    subjects,
    createListings(atlas, row),
  ];
}

function createZoom({ map }: Atlas, row: number): HTMLElement {
  const button = createElement("button", { type: "button", class: "plain" }, "Zoom to it");
  button.addEventListener("click", () => map.flyToPaper(row));
  return button;
}

/** Returns when a paper was first listed and how many votes it has, as far as its sources say. */
function createListed({ papers, dates }: AtlasData, row: number): HTMLElement {
  const day = findFirstDays(papers)[row]!;
  const votes = findVotes(papers)[row]!;
  const facts = [
    day === NONE ? "" : `${nameDates(dates)} ${writeShownDay(day, dates)}`,
    votes >= 0 ? formatCount(votes, "upvote") : "",
  ].filter(Boolean);
  return createElement("p", { class: "quiet", hidden: facts.length === 0 }, facts.join(" · "));
}

/** Returns the topic of a paper, how much is its topic's, and what comes next where that is anything. */
function createPlace({ data, index }: Atlas, row: number): HTMLElement {
  const topic = index.findTopic(row);
  const second = index.topicById.get(data.papers.secondTopic[row]!);
  const { role, next } = describePlace(readShares(data.papers, row));
  const placed = createSection("Topic");
  if (topic) placed.append(createElement("p", { class: "line" }, createTopicLink(topic)));
  placed.append(createElement("p", { class: "quiet" }, role));
  if (topic && data.papers.placed?.[row] === 1) {
    placed.append(
      createElement("p", { class: "quiet" }, "New: it came after the last fit, and was placed among its topics."),
    );
  }
  if (second && next !== null) {
    placed.append(
      createElement("p", { class: "line next" }, createTopicLink(second)),
      createElement("p", { class: "quiet" }, next),
    );
  }
  return placed;
}

function fillDetails(element: HTMLElement, nodes: readonly Node[]): void {
  element.replaceChildren(...nodes);
  element.hidden = nodes.length === 0;
}

type Parts = { title: HTMLElement; abstract: HTMLElement; reasons: HTMLElement };
type Shown = { name: string; words: readonly string[]; hasTopic: boolean };

function fillTexts({ name, words, hasTopic }: Shown, row: number, texts: AtlasTexts, parts: Parts): void {
  const terms = hasTopic ? texts.terms[row]! : [];
  const sentences = hasTopic ? texts.sentences[row]! : [];
  const spansIn = (field: "title" | "abstract", found: readonly { span: TextSpan | null }[]) =>
    found.flatMap(({ span }) => (span?.field === field ? [span] : []));
  const sought = { title: findForms(name, words), abstract: findForms(texts.abstract[row]!, words) };
  parts.title.replaceChildren(...createMarkedText(name, { sought: sought.title, reason: spansIn("title", terms) }));
  const text = texts.abstract[row]!;
  const layers = {
    sought: sought.abstract,
    reason: spansIn("abstract", terms),
    sentence: spansIn("abstract", sentences),
  };
  const kinds: MarkKind[] = [
    ...(sought.title.length + sought.abstract.length > 0 ? (["sought"] as const) : []),
    ...(terms.some(({ span }) => span) ? (["reason"] as const) : []),
    ...(layers.sentence.length > 0 ? (["sentence"] as const) : []),
  ];
  parts.abstract.replaceChildren(
    text === ""
      ? createElement("p", { class: "quiet" }, "No abstract was listed.")
      : createElement("p", { dir: "auto" }, ...createMarkedText(text, layers)),
  );
  parts.abstract.after(createReading(kinds));
  parts.abstract.removeAttribute("aria-busy");
  if (terms.length === 0) return;
  const items = terms.map(({ term }) => createElement("li", { dir: "auto" }, term));
  parts.reasons.replaceChildren(createSection("Why here", createElement("ul", { class: "terms" }, ...items)));
}

function createNearest(atlas: Atlas, row: number): Node {
  const { rows, similarity } = atlas.nearest.find(row) ?? { rows: [], similarity: [] };
  const items: HTMLElement[] = [];
  for (let place = 0; place < rows.length; place++) {
    const topic = atlas.index.findTopic(rows[place]!);
    const alike = `alike by ${formatFigure(similarity[place]! / FRACTION_UNIT)}`;
    const isElsewhere = topic !== null && topic !== atlas.index.findTopic(row);
    items.push(createPaperItem(atlas, rows[place]!, [], isElsewhere ? `${alike}, in ${topic.label}` : alike));
  }
  return items.length === 0
    ? document.createTextNode("")
    : createSection("Nearest papers", createElement("ol", { class: "papers" }, ...items));
}

function createListings({ data: { papers, sources, dates } }: Atlas, row: number): HTMLElement {
  const { start, source, day, rank, upvotes, comments, arxivVersion } = papers.appearances;
  const list = createElement("ul", { class: "listings" });
  for (let place = start[row]!; place < start[row + 1]!; place++) {
    const facts = [
      day[place] === NONE ? "" : `${dates.basis === "listed" ? "" : "published "}${writeShownDay(day[place]!, dates)}`,
      rank[place]! >= 0 ? `rank ${rank[place]}` : "",
      upvotes[place]! >= 0 ? formatCount(upvotes[place]!, "upvote") : "",
      comments && comments[place]! >= 0 ? formatCount(comments[place]!, "comment") : "",
      arxivVersion && arxivVersion[place]! >= 0 ? `version ${arxivVersion[place]}` : "",
    ].filter(Boolean);
    const name = createElement(
      "span",
      { dir: "auto", title: sources[source[place]!]! },
      nameSource(sources[source[place]!]!),
    );
    list.append(createElement("li", {}, name, facts.length > 0 ? `: ${facts.join(", ")}` : ""));
  }
  return createSection("Listed in", list);
}
