import type { TopLevelSpec } from "vega-lite";
import { roundFigure } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { orderBySimilarity } from "./order-topics.ts";
import { chartConfig, columnLabels, gradientLength, SPEC_SCHEMA } from "./theme.ts";

/** Of more topics the largest are compared: squares of more would be too small to see. */
const MOST_COMPARED = 80;

/** Cosine of the centroids of each two topics, each pair both ways and each topic with itself; of many topics the largest. */
export const TOPIC_SIMILARITY_QUERY = `
  WITH compared AS (
    SELECT *, (count(*) OVER ())::INTEGER AS topics FROM clusters WHERE level = 0
    QUALIFY row_number() OVER (ORDER BY size DESC, topic_id) <= ${MOST_COMPARED}
  )
  SELECT one.topic_id, topics.label, other.topic_id AS other_id,
    list_cosine_similarity(one.centroid::FLOAT[], other.centroid::FLOAT[])::DOUBLE AS similarity, one.topics
  FROM compared AS one
  CROSS JOIN compared AS other
  JOIN topics ON topics.topic_id = one.topic_id
  ORDER BY one.topic_id, other.topic_id`;

/** Two topics and the cosine of their centroids; `topics` are all that there are, as many as are given where it is left out. */
export type TopicSimilarityRow = {
  topic_id: number;
  label: string;
  other_id: number;
  similarity: number;
  topics?: number;
};

const LABEL_LIMIT = 300;
/** Most that the picture's squares may measure together, in pixels. */
const MOST_SIDE = 800;

/** Returns a heat map of the cosines, topics in an order that puts similar ones together; the diagonal, always 1, is left blank. */
export function drawTopicSimilarity(given: readonly TopicSimilarityRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const labelOf = new Map(rows.map(({ topic_id, label }) => [topic_id, label]));
  const labels = [...labelOf.values()];
  const order = orderBySimilarity(
    rows.map(({ similarity }) => similarity),
    labels.length,
  ).map((index) => labels[index]!);
  const values = rows
    .filter(({ topic_id, other_id }) => topic_id !== other_id)
    .map(({ label, other_id, similarity }) => ({
      topic: label,
      other: labelOf.get(other_id),
      similarity: roundFigure(similarity, 3),
    }));
  const all = rows[0]?.topics ?? labels.length;
  const extent = measureExtent(values.map(({ similarity }) => similarity));
  const step = Math.max(13, Math.min(40, Math.floor(MOST_SIDE / labels.length)));
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "How alike the topics are",
      subtitle: [
        ...(labels.length < all ? [`The ${labels.length} largest of ${all} topics`] : []),
        "Cosine of the topics' centroids in the space they were found in, so across all its dimensions and not on the map",
        "Topics stand in an order that puts similar ones together. A dark blue block is a group of related topics.",
      ],
    },
    description: `Heat map of the similarity of ${labels.length} topics`,
    config: chartConfig(),
    width: { step },
    height: { step },
    data: { values },
    mark: { type: "rect", stroke: "white", strokeWidth: 1, aria: false },
    encoding: {
      x: {
        field: "other",
        type: "nominal",
        scale: { domain: order },
        title: null,
        axis: columnLabels(step, LABEL_LIMIT),
      },
      y: {
        field: "topic",
        type: "nominal",
        scale: { domain: order },
        title: null,
        axis: { labelLimit: LABEL_LIMIT },
      },
      color: {
        field: "similarity",
        type: "quantitative",
        title: "Cosine",
        scale: chooseScale(extent),
        legend: { gradientLength: gradientLength(step * labels.length), tickCount: 5, format: ".1f" },
      },
      tooltip: [
        { field: "topic", type: "nominal", title: "Topic" },
        { field: "other", type: "nominal", title: "Other topic" },
        { field: "similarity", type: "quantitative", title: "Cosine", format: ".2f" },
      ],
    },
  };
}

function measureExtent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return low < high ? [low, high] : [0, 1];
}

/** Where cosines lie on both sides of 0, as in a centred space, white is 0 and orange is opposite. */
function chooseScale([low, high]: [number, number]) {
  if (low > -0.05) return { scheme: "blues" as const, domain: [Math.max(0, low), high] };
  const reach = Math.max(-low, high);
  return { scheme: "blueorange" as const, domain: [-reach, reach], reverse: true };
}
