import { formatCount, formatPercent } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createTopicDot } from "../panels/items.ts";
import { writeShownDay } from "../shown-days.ts";
import { binBesideMap } from "./topic-time.ts";
import { chooseTrends, findLatestDays, measureShifts, type TopicShift } from "./trends.ts";

const MOST_SHOWN = 3;

/** Returns which topics have a larger or smaller share on the chosen days, else lately, than on all others; null where there are not two days to tell apart. */
export function createTrendList(atlas: Pick<Atlas, "data" | "index" | "state">): HTMLElement | null {
  const { data, index, state } = atlas;
  const bins = binBesideMap(atlas);
  if (!bins) return null;
  const summary = createElement("summary", {});
  const body = createElement("div", {});
  const element = createElement("details", { class: "trends", open: true }, summary, body);

  function createItem({ topic: id, shareInside, shareOutside, change, low, high }: TopicShift): HTMLElement {
    const topic = index.topicById.get(id)!;
    const isRising = change > 0;
    return createElement(
      "li",
      {},
      createElement(
        "button",
        { type: "button", class: "trend", "data-topic": id },
        createElement("span", { class: "arrow", "aria-hidden": "true" }, isRising ? "▲" : "▼"),
        createElement("span", { class: "visually-hidden" }, isRising ? "Rises: " : "Fades: "),
        createTopicDot(topic),
        createElement("span", { class: "name", dir: "auto" }, topic.label),
        createElement(
          "span",
          { class: "quiet shares" },
          `${writeShare(shareOutside)} → ${writeShare(shareInside)} (${writePoints(low)} to ${writePoints(high)})`,
        ),
      ),
    );
  }

  function show(): void {
    const days = state.get().filters.dates ?? findLatestDays(bins!.last, data.dates);
    const { rising, fading, topics } = chooseTrends(measureShifts(data, index, days));
    const from = writeShownDay(Math.max(bins!.first, days[0]), data.dates);
    const to = writeShownDay(Math.min(bins!.last, days[1]), data.dates);
    summary.replaceChildren(
      "What rises and fades ",
      createElement("span", { class: "quiet" }, from === to ? from : `${from} to ${to}`),
    );
    if (topics === 0) {
      body.replaceChildren(createElement("p", { class: "quiet" }, "There is no other time to compare with."));
      return;
    }
    if (rising.length + fading.length === 0) {
      body.replaceChildren(
        createElement("p", { class: "quiet" }, "Nothing rose or faded clearly, compared with all other times."),
      );
      return;
    }
    const items = [...rising.slice(0, MOST_SHOWN), ...fading.slice(0, MOST_SHOWN)].map(createItem);
    const chance = Math.max(1, Math.round(topics / 20));
    body.replaceChildren(
      createElement("ul", {}, ...items),
      createElement(
        "p",
        { class: "quiet" },
        `Share of the papers at all other times → in this one, and the 95 % interval of the change in points. By chance alone about ${chance} of ${formatCount(topics, "topic")} would stand here.`,
      ),
    );
  }

  state.subscribe(() => state.get().isPlaying || show(), ["filters", "isPlaying"]);
  show();
  return element;
}

function writeShare(share: number): string {
  return formatPercent(share, 1);
}

function writePoints(change: number): string {
  const points = (100 * Math.abs(change)).toFixed(1);
  return `${change < 0 ? "−" : "+"}${points}`;
}
