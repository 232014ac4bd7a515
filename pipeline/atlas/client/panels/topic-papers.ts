import { parseQuestion } from "../../../search/read-question.ts";
import { formatCount, formatPercent } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import { type AtlasTopic, FRACTION_UNIT, NONE } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { findFirstDays } from "../first-days.ts";
import { findVotes } from "../paper-votes.ts";
import { writeShownDay } from "../shown-days.ts";
import { createTopicDot } from "./items.ts";
import { listOrders } from "./paper-orders.ts";
import { createPaperPages } from "./paper-pages.ts";
import { sortRows } from "./sort-rows.ts";

const PAGE = 10;

/** Returns all papers of a topic, a page at a time, in the order that the reader chooses. */
export function createTopicPapers(atlas: Atlas, topic: AtlasTopic): HTMLElement {
  const { data, index, state } = atlas;
  const orders = listOrders(data);
  const members = index.papersOf(topic.id);
  const pages = createPaperPages(atlas, `Papers of ${topic.label}`, PAGE);
  const { words } = parseQuestion(state.get().query);
  const note = createNotes(atlas, topic);
  const select = createElement("select");
  for (const [place, { name }] of orders.entries()) {
    select.append(createElement("option", { value: place }, name));
  }
  const show = () => pages.show(sortRows(members, orders[Number(select.value)]!), words, { note });
  select.addEventListener("change", show);
  show();
  const label = createElement("label", { class: "order" }, "in order of ", select);
  const head = createElement("div", { class: "part-head" }, createElement("h3", {}, "Papers"), label);
  return createElement("section", { class: "part" }, head, pages.element);
}

/** Returns what stands under a title: the topic where there are several, when it was listed, its upvotes, and whether another topic claims it; else its probability. */
function createNotes({ data, index }: Atlas, topic: AtlasTopic): (row: number) => Node {
  const { papers, dates } = data;
  const days = findFirstDays(papers);
  const votes = findVotes(papers);
  const isBroad = index.childrenOf(topic.id).length > 0;
  return (row) => {
    const facts = [
      days[row] === NONE ? "" : writeShownDay(days[row]!, dates),
      votes[row]! >= 0 ? formatCount(votes[row]!, "upvote") : "",
      ROLES[papers.role[row]!] === "edge" ? "between topics" : "",
    ].filter(Boolean);
    const own = isBroad ? index.findTopic(row) : null;
    if (!own && facts.length === 0)
      facts.push(`probability ${formatPercent(papers.probability[row]! / FRACTION_UNIT)}`);
    const nodes: (Node | string)[] = own
      ? [createTopicDot(own), createElement("span", { class: "name", dir: "auto" }, own.label)]
      : [];
    if (facts.length > 0) nodes.push(createElement("span", { class: "facts-line" }, facts.join(" · ")));
    const line = document.createDocumentFragment();
    line.append(...nodes);
    return line;
  };
}
