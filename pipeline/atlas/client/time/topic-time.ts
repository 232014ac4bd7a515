import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { nameDates } from "../shown-days.ts";
import { describeTopicTrend } from "./latest-trends.ts";
import { drawBars } from "./time-bars.ts";
import { binTime, describeCounts, type TimeBins } from "./time-bins.ts";

const MOST_BARS = 48;

/** Returns the bins of all that stands beside the map; null where there are not two of them. */
export function binBesideMap({ data, index }: Pick<Atlas, "data" | "index">): TimeBins | null {
  const bins = binTime(index.days, data.dates, MOST_BARS);
  return bins && bins.size > 1 ? bins : null;
}

/** Returns how many papers of a topic are in each bin; of those that are 1 in `left`, where it is given. */
export function countTopic(
  { index }: Pick<Atlas, "index">,
  bins: TimeBins,
  topic: AtlasTopic,
  left: Uint8Array | null = null,
): Uint32Array {
  const counts = new Uint32Array(bins.size);
  for (const row of index.papersOf(topic.id)) {
    const day = index.days[row]!;
    if (day !== -1 && (left === null || left[row] === 1)) counts[bins.binOf(day)]!++;
  }
  return counts;
}

/** Returns a topic's papers over time, in a picture and in words; null where there are no two days to tell apart. */
export function createTopicTime(atlas: Pick<Atlas, "data" | "index">, topic: AtlasTopic): HTMLElement | null {
  const bins = binBesideMap(atlas);
  if (!bins) return null;
  const counts = countTopic(atlas, bins, topic);
  const bars = createElement("div", { class: "bars" }, drawBars(bins, [{ topic, counts }], Math.max(...counts)));
  const words = `${nameDates(atlas.data.dates)} ${describeCounts(bins, counts)}.`;
  const { trend } = topic;
  const verdict = trend ? [createElement("p", {}, describeTopicTrend(trend, atlas.data.dates))] : [];
  return createElement(
    "div",
    { class: "topic-time" },
    createElement("div", { class: "topic-bars" }, bars),
    ...verdict,
    createElement("p", { class: "quiet" }, words),
  );
}

/** Returns a small quiet picture of a topic's papers over time, with its numbers in words. */
export function createSparkline(atlas: Pick<Atlas, "data" | "index">, bins: TimeBins, topic: AtlasTopic): HTMLElement {
  const counts = countTopic(atlas, bins, topic);
  const bars = drawBars(bins, [{ topic: null, counts }], Math.max(...counts));
  return createElement("span", { class: "spark", role: "img", "aria-label": describeCounts(bins, counts) }, bars);
}
