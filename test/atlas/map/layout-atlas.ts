import { type AtlasData, type AtlasTopic, COORDINATE_RANGE } from "../../../pipeline/atlas/atlas-data.ts";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { chooseInsets } from "../../../pipeline/atlas/client/map/camera.ts";
import { buildNameField, requestNames } from "../../../pipeline/atlas/client/map/name-requests.ts";
import { createNameSteps } from "../../../pipeline/atlas/client/map/name-steps.ts";
import { setNames } from "../../../pipeline/atlas/client/map/name-texts.ts";
import { chooseRadius } from "../../../pipeline/atlas/client/map/paint-points.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { fitExtent, measureExtent } from "../../../pipeline/atlas/client/map/viewport.ts";
import type { Box } from "../../../pipeline/charts/boxes.ts";
import { measureArimo } from "../../../pipeline/charts/measure-text.ts";
import { createRandom, drawNormal } from "../../../pipeline/random.ts";
import type { Layout } from "../../map-names/layouts.ts";

/** Returns what the page knows of a layout. */
export function layoutData({ topics, points }: Layout): AtlasData {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const { left, right, top, bottom } = measureExtent(xs, ys);
  const factor = COORDINATE_RANGE / Math.max(right - left, bottom - top);
  const x = Uint16Array.from(xs, (value) => Math.round((value - left) * factor));
  const y = Uint16Array.from(ys, (value) => Math.round((bottom - value) * factor));
  const topicOf = Int32Array.from(points, ({ topic_id }) => topic_id ?? -1);
  const atlasTopics = topics.map(({ topic_id, parent_id, level, label }) => {
    const isIn = (id: number) =>
      id === topic_id || topics.some((part) => part.topic_id === id && part.parent_id === topic_id);
    const rows = [...topicOf.keys()].filter((row) => isIn(topicOf[row]!));
    return {
      id: topic_id,
      parent: parent_id,
      level,
      label,
      shortLabel: label.split(",")[0]!,
      size: rows.length,
      stability: 1,
      color: "#336699",
      darkColor: "#88aaff",
      ...findDensest(rows, x, y),
    } as AtlasTopic;
  });
  const papers = { x, y, topicOf, similarity: new Int16Array(x.length) };
  return { papers, topics: atlasTopics } as unknown as AtlasData;
}

function findDensest(rows: readonly number[], x: Uint16Array, y: Uint16Array): { x: number; y: number } {
  const bandwidth = 0.02 * COORDINATE_RANGE;
  const density = (row: number) =>
    rows.reduce(
      (sum, other) => sum + Math.exp(-((x[row]! - x[other]!) ** 2 + (y[row]! - y[other]!) ** 2) / (2 * bandwidth ** 2)),
      0,
    );
  const densities = rows.map(density);
  const best = rows[densities.indexOf(Math.max(...densities))]!;
  return { x: x[best] ?? 0, y: y[best] ?? 0 };
}

/** Returns a layout of that many small topics, ten of them to a broad one. */
export function drawManyTopics(count: number): Layout {
  const random = createRandom(5, `many/${count}`);
  const middles = Array.from({ length: count }, () => ({ x: 40 * random.next(), y: 30 * random.next() }));
  const broad = Math.ceil(count / 10);
  // Stripes of the map, so that the parts of a broad topic lie together.
  const order = middles.map((_, topic) => topic).sort((a, b) => middles[a]!.x - middles[b]!.x);
  const parent = new Map(order.map((topic, place) => [topic, count + 1 + Math.floor(place / 10)]));
  return {
    topics: [
      ...middles.map((_, topic) => ({
        topic_id: topic + 1,
        parent_id: parent.get(topic)!,
        level: 0,
        label: `Topic of number ${topic}, second phrase`,
      })),
      ...Array.from({ length: broad }, (_, index) => ({
        topic_id: count + 1 + index,
        parent_id: null,
        level: 1,
        label: `Broad ${index}`,
      })),
    ],
    points: middles.flatMap(({ x, y }, topic) =>
      Array.from({ length: 6 + random.integer(8) }, () => ({
        x: x + 0.3 * drawNormal(random),
        y: y + 0.3 * drawNormal(random),
        topic_id: topic + 1,
      })),
    ),
  };
}

/** Returns the names of a layout in a window of that size, step by step. */
export function placeLayout(layout: Layout, size: { width: number; height: number }, covers: readonly Box[] = []) {
  const data = layoutData(layout);
  const { papers } = data;
  const grid = buildPointGrid(papers.x, papers.y, COORDINATE_RANGE);
  const fitted = fitExtent(measureExtent(papers.x, papers.y), size, chooseInsets(size.width));
  const names = requestNames(
    setNames(data.topics, (text, fontSize, weight) => measureArimo(text, fontSize, weight > 500 ? "bold" : "normal")),
    data,
    buildIndex(data),
  );
  const [left, top] = [fitted.x * fitted.scale - size.width / 2, fitted.y * fitted.scale - size.height / 2];
  const steps = createNameSteps({
    names,
    field: buildNameField(data, grid),
    fitScale: fitted.scale,
    mostLine: 170,
    radiusAt: (zoom) => chooseRadius(papers.x.length, zoom, size.width, size.height),
    frame: {
      edges: { left, top, right: left + size.width, bottom: top + size.height },
      covers: covers.map((box) => ({ ...box, x: box.x + left, y: box.y + top })),
    },
  });
  return { data, names, steps, fitScale: fitted.scale, corner: { x: left, y: top } };
}
