import { findPhrase } from "../../../search/match-words.ts";
import { formatCount, formatFigure, formatPercent } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createDayBars } from "./day-bars.ts";
import { binDays, listDays } from "./day-bins.ts";
import { describeCohesion, describeLabelQuality, describeMixture, describeStability } from "./describe.ts";
import { createPaperItem, createTopicDot, createTopicLink, markText } from "./items.ts";
import { createPaperPages } from "./paper-pages.ts";
import { createSection } from "./section.ts";

/** Returns what is known of a topic. */
export function createTopicCard(atlas: Atlas, topic: AtlasTopic): Node[] {
  const { data, index } = atlas;
  const parent = topic.parent === null ? undefined : index.topicById.get(topic.parent);
  const parts = index.childrenOf(topic.id);
  const share = formatPercent(topic.size / Math.max(1, data.papers.id.length));
  const title = createElement(
    "h2",
    { class: "card-title", tabindex: "-1" },
    createTopicDot(topic),
    createElement("span", { dir: "auto" }, topic.label),
  );
  const size = createElement("p", { class: "quiet" }, `${formatCount(topic.size, "paper")}, ${share} of all.`);
  const nodes: Node[] = [title, size];
  if (parent) nodes.push(createSection("Part of", createElement("p", { class: "line" }, createTopicLink(parent))));
  if (parts.length > 0) nodes.push(createSection("Parts", listTopics(parts)));
  const label = describeLabelQuality(topic);
  if (label.length > 0 || topic.evidence.length > 0) {
    nodes.push(
      createSection(
        "What the label rests on",
        createElement("p", { class: "quiet" }, label.join(" ")),
        createElement(
          "ul",
          { class: "evidence" },
          ...topic.evidence.map((evidence) => createEvidence(atlas, evidence)),
        ),
      ),
    );
  }
  if (topic.terms.length > 0) nodes.push(createSection("Terms", createTerms(topic)));
  if (topic.words.length > 0) {
    nodes.push(createSection("Words", createElement("p", { class: "quiet", dir: "auto" }, topic.words.join(", "))));
  }
  const figures = [describeMixture(topic), describeCohesion(topic, data.topics), describeStability(topic)];
  nodes.push(
    createSection(
      "Cohesion and stability",
      ...figures.filter((text) => text !== null).map((text) => createElement("p", {}, text)),
    ),
  );
  const time = createTime(atlas, topic);
  if (time) nodes.push(createSection("Over time", time));
  const near = topic.nearest === null ? undefined : index.topicById.get(topic.nearest);
  if (near) {
    const alike = topic.nearestSimilarity === null ? "" : `Alike by ${formatFigure(topic.nearestSimilarity)}.`;
    nodes.push(createSection("Nearest topic", createElement("p", { class: "line" }, createTopicLink(near)), alike));
  }
  const typical = topic.representatives.map((row) => createPaperItem(atlas, row));
  nodes.push(createSection("Most typical papers", createElement("ol", { class: "papers" }, ...typical)));
  const unsure = listUnsure(atlas, topic);
  if (unsure.length > 0) {
    const pages = createPaperPages(atlas, "Papers between this topic and another, the least sure first", 3);
    pages.show(unsure);
    nodes.push(createSection("Least sure papers", pages.element));
  }
  return nodes;
}

function listTopics(topics: readonly AtlasTopic[]): HTMLElement {
  const items = topics.map((topic) =>
    createElement("li", {}, createTopicLink(topic), createElement("span", { class: "quiet" }, ` ${topic.size}`)),
  );
  return createElement("ul", { class: "topics" }, ...items);
}

function createEvidence(atlas: Atlas, { paper, term, sentence }: AtlasTopic["evidence"][number]): HTMLElement {
  return createElement(
    "li",
    {},
    createElement("blockquote", { dir: "auto" }, ...markText(sentence, findPhrase(sentence, term))),
    createElement(
      "button",
      { type: "button", class: "cite", "data-row": paper, dir: "auto" },
      atlas.data.papers.title[paper]!,
    ),
  );
}

function createTerms(topic: AtlasTopic): HTMLElement {
  const head = ["Term", "Score", "Papers here", "Elsewhere"].map((name, place) =>
    createElement("th", { scope: "col", class: place > 0 ? "number" : null }, name),
  );
  const rows = topic.terms.map(({ term, score, inside, outside }) =>
    createElement(
      "tr",
      {},
      createElement("th", { scope: "row", dir: "auto" }, term),
      createElement("td", { class: "number" }, formatFigure(score)),
      createElement("td", { class: "number" }, String(inside)),
      createElement("td", { class: "number" }, String(outside)),
    ),
  );
  return createElement(
    "table",
    { class: "facts" },
    createElement("thead", {}, createElement("tr", {}, ...head)),
    createElement("tbody", {}, ...rows),
  );
}

/** Returns the topic's papers over time; null where no date is known. */
function createTime({ data, index }: Atlas, topic: AtlasTopic): HTMLElement | null {
  const days = listDays(data.papers);
  const bins = binDays(days, data.dates);
  if (!bins) return null;
  const members = new Set(index.papersOf(topic.id));
  const counts = bins.count(days, (row) => members.has(row));
  const box = createElement("div", { class: "time" }, createDayBars(bins, counts, counts, topic));
  box.append(createElement("p", { class: "quiet" }, bins.describe(counts)));
  return box;
}

const MOST_UNSURE = 9;

/** Returns the rows of a topic's papers that another topic claims nearly as much, the least sure first. */
function listUnsure({ data: { papers }, index }: Atlas, topic: AtlasTopic): Uint32Array {
  return index
    .papersOf(topic.id)
    .filter((row) => ROLES[papers.role[row]!] === "edge")
    .sort((a, b) => papers.margin[a]! - papers.margin[b]! || a - b)
    .slice(0, MOST_UNSURE);
}
