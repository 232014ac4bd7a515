import { findPrefixes, type TextMatch } from "../../../search/match-words.ts";
import { formatCount, formatFigure, formatPercent } from "../../../text/format-figure.ts";
import { type AtlasTexts, FRACTION_UNIT, NONE, type PaperSentence, type PaperTerm } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { passServerFailure } from "../atlas-server.ts";
import { createElement } from "../elements.ts";
import { writeShownDay } from "../shown-days.ts";
import { describeMargin, describeRole, nameSource } from "./describe.ts";
import { createPaperItem, createTopicLink, markText } from "./items.ts";
import { createByline, createSubjects } from "./paper-details.ts";
import { createLinks } from "./paper-links.ts";
import { createSection } from "./section.ts";

/** Returns what is known of a paper; its abstract and reasons come when they are unpacked. */
export function createPaperCard(atlas: Atlas, row: number): Node[] {
  const { data, index } = atlas;
  const title = createElement("h2", { class: "card-title", dir: "auto", tabindex: "-1" }, data.papers.title[row]!);
  const abstract = createElement("div", { class: "abstract", "aria-busy": "true" });
  const reasons = createElement("div");
  const byline = createElement("div", { hidden: true });
  const subjects = createElement("div", { hidden: true });
  const links = createLinks(data.papers, row);
  const fill = (texts: AtlasTexts) => {
    fillTexts(atlas, row, texts, { title, abstract, reasons });
    const details = texts.details[row]!;
    fillDetails(byline, createByline(details));
    fillDetails(subjects, createSubjects(details, data.language));
    links.replaceWith(createLinks(data.papers, row, details));
  };
  atlas.texts.readTexts([row]).then(fill).catch(passServerFailure);
  const topic = index.findTopic(row);
  const second = index.topicById.get(data.papers.secondTopic[row]!);
  const placed = createSection("Topic");
  if (topic) placed.append(createElement("p", { class: "line" }, createTopicLink(topic)));
  placed.append(createElement("p", { class: "quiet" }, describeRole(data.papers, row, second)));
  if (topic && second) {
    const margin = data.papers.margin[row]! / FRACTION_UNIT;
    const probability = formatPercent(Math.max(0, data.papers.probability[row]! / FRACTION_UNIT - margin));
    placed.append(
      createElement("p", { class: "line" }, createTopicLink(second)),
      createElement("p", { class: "quiet" }, `Second: probability ${probability}, ${describeMargin(margin)}.`),
    );
  }
  return [
    title,
    byline,
    links,
    abstract,
    subjects,
    placed,
    reasons,
    createNearest(atlas, row),
    createListings(atlas, row),
  ];
}

function fillDetails(element: HTMLElement, nodes: readonly Node[]): void {
  element.replaceChildren(...nodes);
  element.hidden = nodes.length === 0;
}

type Parts = { title: HTMLElement; abstract: HTMLElement; reasons: HTMLElement };

function fillTexts({ data, state, index }: Atlas, row: number, texts: AtlasTexts, parts: Parts): void {
  const terms = texts.terms[row]!;
  const sentences = texts.sentences[row]!;
  const sought = state.get().query.trim().split(/\s+/).filter(Boolean);
  const title = data.papers.title[row]!;
  const inTitle = terms.flatMap(({ span }) => (span?.field === "title" ? [span] : []));
  parts.title.replaceChildren(...markText(title, inTitle.length > 0 ? inTitle : findPrefixes(title, sought)));
  const text = texts.abstract[row]!;
  parts.abstract.replaceChildren(
    text === ""
      ? createElement("p", { class: "quiet" }, "No abstract was listed.")
      : createElement("p", { dir: "auto" }, ...markReasons(text, terms, sentences)),
  );
  parts.abstract.removeAttribute("aria-busy");
  if (!index.findTopic(row) || (terms.length === 0 && sentences.length === 0)) return;
  const section = createSection("Why here");
  if (terms.length > 0) {
    section.append(
      createElement(
        "p",
        { class: "quiet" },
        "Terms that tie it to its topic, the strongest first; marked in the text.",
      ),
      createElement("ul", { class: "terms" }, ...terms.map(({ term }) => createElement("li", { dir: "auto" }, term))),
    );
  }
  if (sentences.length > 0) {
    section.append(createElement("p", { class: "quiet" }, "The underlined sentences say most about its topic."));
  }
  parts.reasons.replaceChildren(section);
}

/** Returns the abstract with its strongest sentences underlined, and in and out of them the terms marked. */
function markReasons(text: string, terms: readonly PaperTerm[], sentences: readonly PaperSentence[]): Node[] {
  const ofAbstract = (spans: readonly (PaperTerm["span"] | undefined)[]): TextMatch[] =>
    spans.flatMap((span) => (span?.field === "abstract" ? [span] : [])).sort((a, b) => a.start - b.start);
  const marks = ofAbstract(terms.map(({ span }) => span));
  const lines = ofAbstract(sentences.map(({ span }) => span));
  const nodes: Node[] = [];
  const add = (start: number, end: number, tag: "span" | "u") => {
    if (end <= start) return;
    const inside = marks
      .filter((mark) => mark.start >= start && mark.start < end)
      .map((mark) => ({ start: mark.start - start, end: Math.min(mark.end, end) - start }));
    nodes.push(createElement(tag, {}, ...markText(text.slice(start, end), inside)));
  };
  let end = 0;
  for (const line of lines) {
    if (line.start < end) continue;
    add(end, line.start, "span");
    add(line.start, line.end, "u");
    end = line.end;
  }
  add(end, text.length, "span");
  return nodes;
}

function createNearest(atlas: Atlas, row: number): Node {
  const { start, row: rows, similarity } = atlas.data.papers.nearest;
  const items: HTMLElement[] = [];
  for (let place = start[row]!; place < start[row + 1]!; place++) {
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
