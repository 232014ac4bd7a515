import { formatCount, formatFigure, formatNumber, formatPercent } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { nameTrend } from "../time/latest-trends.ts";
import { createTopicTime } from "../time/topic-time.ts";
import { createTopicDot, createTopicLink } from "./items.ts";
import { createPaperPages } from "./paper-pages.ts";
import { createSection } from "./section.ts";
import { createTopicActions } from "./topic-actions.ts";
import { createTopicPapers } from "./topic-papers.ts";
import { createTopicProof } from "./topic-proof.ts";

/** Returns what is known of a topic: where it belongs, its papers, its terms, what is near, when, and what that rests on. */
export function createTopicCard(atlas: Atlas, topic: AtlasTopic): Node[] {
  const { data, index } = atlas;
  const parts = index.childrenOf(topic.id);
  const title = createElement(
    "h2",
    { class: "card-title", tabindex: "-1" },
    createTopicDot(topic),
    createElement("span", { dir: "auto" }, topic.label),
  );
  const share = formatPercent(topic.size / Math.max(1, data.papers.id.length));
  const nodes: Node[] = [
    title,
    createElement(
      "p",
      { class: "quiet" },
      `${formatCount(topic.size, "paper")}, ${share} of all`,
      ...(topic.trend?.kind ? [" · ", createElement("strong", {}, nameTrend(topic.trend.kind).toLowerCase())] : []),
    ),
  ];
  const parent = topic.parent === null ? undefined : index.topicById.get(topic.parent);
  if (parent) nodes.push(createElement("p", { class: "belongs" }, "Part of ", createTopicLink(parent)));
  if (parts.length > 0) nodes.push(createParts(parts));
  nodes.push(createTopicActions(atlas, topic), createTopicPapers(atlas, topic));
  if (topic.terms.length > 0) nodes.push(createSection("Terms", createTerms(topic)));
  if (topic.words.length > 0) {
    nodes.push(createSection("Words", createElement("p", { class: "quiet", dir: "auto" }, topic.words.join(", "))));
  }
  nodes.push(...createNeighbours(atlas, topic));
  const time = createTopicTime(atlas, topic);
  if (time) nodes.push(createSection("Over time", time));
  nodes.push(createTopicProof(atlas, topic));
  return nodes;
}

function createParts(parts: readonly AtlasTopic[]): HTMLElement {
  const items = parts.map((topic) =>
    createElement(
      "li",
      {},
      createTopicLink(topic),
      createElement("span", { class: "quiet" }, formatNumber(topic.size)),
    ),
  );
  return createSection(`Its ${formatCount(parts.length, "topic")}`, createElement("ul", { class: "topics" }, ...items));
}

function createTerms(topic: AtlasTopic): HTMLElement {
  const head = ["Term", "Papers here", "Elsewhere"].map((name, place) =>
    createElement("th", { scope: "col", class: place > 0 ? "number" : null }, name),
  );
  const rows = topic.terms.map(({ term, inside, outside }) =>
    createElement(
      "tr",
      {},
      createElement("th", { scope: "row", dir: "auto" }, term),
      createElement("td", { class: "number" }, formatNumber(inside)),
      createElement("td", { class: "number" }, formatNumber(outside)),
    ),
  );
  return createElement(
    "table",
    { class: "facts" },
    createElement("thead", {}, createElement("tr", {}, ...head)),
    createElement("tbody", {}, ...rows),
  );
}

/** Returns the nearest topic, and the papers that another topic claims nearly as much. */
function createNeighbours(atlas: Atlas, topic: AtlasTopic): Node[] {
  const nodes: Node[] = [];
  const near = topic.nearest === null ? undefined : atlas.index.topicById.get(topic.nearest);
  if (near) {
    const alike = topic.nearestSimilarity === null ? "" : `alike by ${formatFigure(topic.nearestSimilarity)}`;
    const item = createElement("li", {}, createTopicLink(near), createElement("span", { class: "quiet" }, alike));
    nodes.push(createSection("Nearest topic", createElement("ul", { class: "topics" }, item)));
  }
  const between = listBetween(atlas, topic);
  if (between.length > 0) {
    const name = "Papers between this topic and another";
    const pages = createPaperPages(atlas, name, 3);
    const note = (row: number) => {
      const second = atlas.index.topicById.get(atlas.data.papers.secondTopic[row]!);
      return second && createElement("span", { class: "name", dir: "auto" }, `or ${second.label}`);
    };
    pages.show(between, [], { note });
    nodes.push(createSection(name, pages.element));
  }
  return nodes;
}

/** Returns the rows of a topic's papers that another topic claims nearly as much, the closest first. */
function listBetween({ data: { papers }, index }: Atlas, topic: AtlasTopic): Uint32Array {
  const family = index.familyOf(topic.id);
  return index
    .papersOf(topic.id)
    .filter((row) => ROLES[papers.role[row]!] === "edge" && !family.has(papers.secondTopic[row]!))
    .sort((a, b) => papers.margin[a]! - papers.margin[b]! || a - b);
}
