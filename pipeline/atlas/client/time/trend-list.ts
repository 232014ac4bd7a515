import { formatCount, formatPercent } from "../../../text/format-figure.ts";
import type { AtlasTopic, RisingPhrase } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createTopicDot } from "../panels/items.ts";
import { writeShownDay } from "../shown-days.ts";
import { describeInterval, listMovingTopics, type MovingTopic, nameTrend } from "./latest-trends.ts";
import { binBesideMap } from "./topic-time.ts";
import { chooseTrends, findLatestDays, measureShifts, type TopicShift } from "./trends.ts";

const MOST_TOPICS = 6;
const MOST_PHRASES = 8;
/** Of the days that the reader chose, in each direction. */
const MOST_SHOWN = 3;

/**
 * Returns what is new, rises or fades lately, as topic_trends and phrase_trends say; where the reader chose days, which topics have a larger or smaller share on
 * them than on all others. Null where there are not two days to tell apart.
 */
export function createTrendList(atlas: Pick<Atlas, "data" | "index" | "state">): HTMLElement | null {
  const { data, index, state } = atlas;
  const bins = binBesideMap(atlas);
  if (!bins) return null;
  const latest = findLatestDays(bins.last, data.dates);
  const summary = createElement("summary", {});
  const body = createElement("div", {});
  const element = createElement("details", { class: "trends", open: true }, summary, body);
  const moving = listMovingTopics(data.topics);
  const phrases = data.phrases ?? [];
  const isCompared = data.topics.some(({ trend }) => trend !== undefined);
  const write = (day: number) => writeShownDay(day, data.dates);

  function showLatest(): void {
    const isDay = data.dates.precision === "day";
    const light = createElement("button", { type: "button", class: "plain light-latest" }, "Light the latest papers");
    light.title = `Shows the papers of ${isDay ? "the last seven days" : `the last ${data.dates.precision}`} alone`;
    light.addEventListener("click", () => state.update({ filters: { ...state.get().filters, dates: latest } }));
    summary.replaceChildren(
      "What is new and what moves ",
      createElement("span", { class: "quiet" }, `up to ${write(latest[1])}`),
    );
    if (!isCompared) {
      body.replaceChildren(createElement("p", { class: "quiet" }, "There is no other time to compare with."));
      return;
    }
    const items = moving.slice(0, MOST_TOPICS).map((topic) => createMovingItem(topic, write));
    const others = moving.length - items.length;
    const nodes: Node[] = [];
    if (items.length > 0) nodes.push(createElement("ul", {}, ...items));
    else nodes.push(createElement("p", { class: "quiet" }, "No topic is surely new, rising or fading."));
    const note =
      items.length > 0 ? "Share of the papers before → since that day, and the 95 % interval of the change. " : "";
    if (others > 0) nodes.push(createElement("p", { class: "quiet" }, `and ${formatCount(others, "other topic")}.`));
    if (phrases.length > 0) nodes.push(createPhrases(phrases.slice(0, MOST_PHRASES), state, write));
    if (items.length + phrases.length > 0) {
      const chance = "Of shuffled days no more than one run in twenty would show any.";
      nodes.push(createElement("p", { class: "quiet" }, note + chance));
    }
    body.replaceChildren(...nodes, light);
  }

  function showChosen(days: readonly [first: number, last: number]): void {
    const { rising, fading, topics } = chooseTrends(measureShifts(data, index, days));
    const from = write(Math.max(bins!.first, days[0]));
    const to = write(Math.min(bins!.last, days[1]));
    summary.replaceChildren(
      "What differs on the chosen days ",
      createElement("span", { class: "quiet" }, from === to ? from : `${from} to ${to}`),
    );
    if (topics === 0) {
      body.replaceChildren(createElement("p", { class: "quiet" }, "There is no other time to compare with."));
      return;
    }
    const looked = `corrected for the ${formatCount(topics, "topic")} looked at (Benjamini–Hochberg). It is one look among many: days that are chosen because they stand out will seem surer than they are.`;
    if (rising.length + fading.length === 0) {
      body.replaceChildren(
        createElement("p", { class: "quiet" }, `No topic differs surely from all other times, ${looked}`),
      );
      return;
    }
    const items = [...rising.slice(0, MOST_SHOWN), ...fading.slice(0, MOST_SHOWN)].map((shift) =>
      createShiftItem(shift, index.topicById.get(shift.topic)!),
    );
    body.replaceChildren(
      createElement("ul", {}, ...items),
      createElement(
        "p",
        { class: "quiet" },
        `Share of the papers at all other times → on these days, and the 95 % interval of the change; ${looked}`,
      ),
    );
  }

  function show(): void {
    const { dates } = state.get().filters;
    if (dates && dates.join() !== latest.join()) showChosen(dates);
    else showLatest();
  }

  state.subscribe(() => state.get().isPlaying || show(), ["filters", "isPlaying"]);
  show();
  return element;
}

function createMovingItem(topic: MovingTopic, write: (day: number) => string): HTMLElement {
  const { kind, since, newPapers, newShare, earlierShare } = topic.trend;
  const arrow = kind === "fading" ? "▼" : kind === "new" ? "✦" : "▲";
  const count = `${formatCount(newPapers, "paper")} since ${write(since)}`;
  const shares = `${writeShare(earlierShare)} → ${writeShare(newShare)} (${describeInterval(topic.trend)})`;
  return createItem(topic, arrow, nameTrend(kind), [
    createElement("strong", {}, nameTrend(kind)),
    `: ${count}, ${shares}`,
  ]);
}

function createShiftItem({ shareInside, shareOutside, change, low, high }: TopicShift, topic: AtlasTopic): HTMLElement {
  const shares = `${writeShare(shareOutside)} → ${writeShare(shareInside)} (${describeInterval({ low, high })})`;
  return createItem(topic, change > 0 ? "▲" : "▼", change > 0 ? "More" : "Fewer", [shares]);
}

function createItem(topic: AtlasTopic, arrow: string, word: string, shares: (Node | string)[]): HTMLElement {
  const button = createElement(
    "button",
    { type: "button", class: "trend", "data-topic": topic.id },
    createElement("span", { class: "arrow", "aria-hidden": "true" }, arrow),
    createElement("span", { class: "visually-hidden" }, `${word}: `),
    createTopicDot(topic),
    createElement("span", { class: "name", dir: "auto" }, topic.label),
    createElement("span", { class: "quiet shares" }, ...shares),
  );
  return createElement("li", {}, button);
}

/** Returns the phrases that are new or rise; each is a search for it. */
function createPhrases(
  phrases: readonly RisingPhrase[],
  state: Atlas["state"],
  write: (day: number) => string,
): HTMLElement {
  const items = phrases.map(({ phrase, kind, newPapers, earlierPapers, since }) => {
    const reason = `${nameTrend(kind)}: in ${formatCount(newPapers, "paper")} since ${write(since)}, ${earlierPapers} before`;
    const button = createElement(
      "button",
      { type: "button", class: "chip phrase", title: reason },
      createElement("span", { dir: "auto" }, phrase),
      createElement("span", { class: "quiet" }, String(newPapers)),
      createElement("span", { class: "visually-hidden" }, `: ${reason}. Search for it`),
    );
    const query = `"${phrase.replaceAll('"', "")}"`;
    button.addEventListener("click", () => state.update({ query, panel: "papers" }));
    return createElement("li", {}, button);
  });
  return createElement(
    "div",
    { class: "phrases" },
    createElement("h3", {}, "Phrases that rise"),
    createElement("ul", {}, ...items),
  );
}

function writeShare(share: number): string {
  return formatPercent(share, 1).replace(" ", "\u00a0");
}
