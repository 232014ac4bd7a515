import type { KScanRows } from "../../pipeline/charts/k-scan.ts";
import { findTopicAnchors } from "../../pipeline/charts/topic-anchors.ts";
import type { TopicBySourceRow } from "../../pipeline/charts/topic-by-source.ts";
import { assignTopicColors } from "../../pipeline/charts/topic-colors.ts";
import type { TopicHeatRow } from "../../pipeline/charts/topic-heat.ts";
import type { TopicMapRows } from "../../pipeline/charts/topic-map-rows.ts";
import type { TopicMoverRow } from "../../pipeline/charts/topic-movers.ts";
import type { TopicSimilarityRow } from "../../pipeline/charts/topic-similarity.ts";
import type { TopicSizeRow } from "../../pipeline/charts/topic-sizes.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";

/** The rows of all charts. */
export type SampleRows = {
  map: TopicMapRows;
  sizes: TopicSizeRow[];
  similarity: TopicSimilarityRow[];
  scan: KScanRows;
  bySource: TopicBySourceRow[];
  heat: TopicHeatRow[];
  movers: TopicMoverRow[];
};

const PERIODS = ["2025-01-27", "2025-02-03", "2025-02-10"];

/** Texts that a feed may hold and that must come out as text. */
export const HOSTILE_TEXTS = [
  "<script>alert(1)</script>",
  '"onload=alert(1) x="',
  "</script><img src=x onerror=alert(1)>",
  "<!-- <script>",
  "\u202Eright to left\u200F עברית",
  "Emoji 🧪🤖 and 汉字",
  "x".repeat(500),
  "long words ".repeat(45),
  "back\\slash, 'quote', {{brace}} $dollar",
  "datum.x + 1",
  "control \u0007 character",
  "toString",
];

/** Returns rows of `papers` papers in `topics` round clusters, with labels from `labels` where given. */
export function sampleRows(papers: number, topics: number, labels: readonly string[] = [], sources = 5): SampleRows {
  const random = createRandom(3, `charts/${papers}/${topics}`);
  const middles = Array.from({ length: topics }, () => ({ x: random.next() * 16, y: random.next() * 12 }));
  const members = Array.from({ length: papers }, (_, paper) =>
    paper < topics ? paper : Math.floor(topics * random.next() ** 1.6),
  );
  const points = members.map((topic, paper) => ({
    paper_id: paper.toString(16).padStart(16, "0"),
    title: labels[paper % Math.max(1, labels.length)] ?? `Paper ${paper}`,
    x: middles[topic]!.x + 0.5 * drawNormal(random),
    y: middles[topic]!.y + 0.5 * drawNormal(random),
    topic_id: topic + 1,
    probability: random.next(),
  }));
  const anchors = findTopicAnchors(
    points.map(({ x, y, topic_id }) => ({ x, y, topic: topic_id - 1 })),
    topics,
  );
  const places = Array.from(anchors, (anchor) => points[anchor]!);
  const colors = assignTopicColors(places);
  const named = middles.map((_, topic) => ({
    topic_id: topic + 1,
    label: labels[topic] ?? `Parameter-efficient tuning, low-rank adapters ${topic}`,
    size: members.filter((member) => member === topic).length,
    terms: ["low-rank", labels[topic] ?? "adapter"],
    anchor_x: places[topic]!.x,
    anchor_y: places[topic]!.y,
    color: colors[topic]!,
    broadest_id: topic + 1,
  }));
  return {
    map: { points, topics: named },
    sizes: named.map(({ topic_id, label, color, size }) => ({
      topic_id,
      label,
      color,
      papers: size,
      core: Math.floor(size / 2),
    })),
    similarity: named.flatMap((one, i) =>
      named.map((other, j) => ({
        topic_id: one.topic_id,
        label: one.label,
        other_id: other.topic_id,
        similarity: i === j ? 1 : Math.cos((i - j) / 3) * 0.6,
      })),
    ),
    scan: {
      topics,
      scan: [2, 3, 4].map((k) => ({
        k,
        information: 0.1 * k,
        fine_score: 0.1 * k,
        broad_score: 0.05 * k,
        stability: k === 4 ? null : 0.5,
        prediction: 0.4,
        level: k === 3 ? 0 : null,
        topics: k === 3 ? 3 : null,
        reason: k === 3 ? (labels[0] ?? "most of it repeats") : null,
      })),
    },
    bySource: Array.from({ length: sources }, (_, source) => `seeds/${labels[source] ?? `${source}_page.txt`}`).flatMap(
      (source) =>
        named.map(({ topic_id, label }) => ({ source, topic_id, label, papers: topic_id, share: 1 / named.length })),
    ),
    heat: named.flatMap(({ topic_id, label }) =>
      PERIODS.map((starts, place) => ({
        ...{
          topic_id,
          label,
          starts,
          period: "week" as const,
          papers: (topic_id + place) % 3,
          share: ((topic_id + place) % 3) / 9,
        },
        ...{ expected: 1, deviate: ((topic_id + place) % 3) - 1, changes: topic_id === 2 && place === 1 },
      })),
    ),
    movers: named.slice(0, 9).flatMap(({ topic_id, label, color }) =>
      PERIODS.map((starts, place) => ({
        ...{ place: topic_id, topic_id, label, color, trend: topic_id === 1 ? ("rising" as const) : null },
        ...{ since: "2025-02-12", earlier_share: 0.1, new_share: 0.2, starts, period: "week" as const, papers: place },
        ...(place === 1
          ? { share: null, share_low: null, share_high: null }
          : { share: place / 9, share_low: place / 20, share_high: 0.1 + place / 9 }),
      })),
    ),
  };
}
