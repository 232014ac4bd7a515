import { type AtlasData, COORDINATE_RANGE, NONE } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";
import { climbTopics, type NameField } from "./name-field.ts";
import type { NameRequest } from "./name-places.ts";
import type { NameSample } from "./name-sample.ts";
import type { SetName } from "./name-texts.ts";
import { buildPointGrid, type PointGrid } from "./point-grid.ts";
import { findMass } from "./topic-mass.ts";

/** Bandwidth of the kernel that finds where a broad topic lies thickest: 6 % of the map. */
const MASS_BANDWIDTH = 0.06 * COORDINATE_RANGE;

/** Returns the papers that names stand among: all of them, or those of a sample. */
export function buildNameField(
  { papers, topics }: AtlasData,
  grid: PointGrid,
  sample: NameSample | null = null,
): NameField {
  if (!sample) return { xs: papers.x, ys: papers.y, grid, topicsOfLevel: climbTopics(topics, papers.topicOf) };
  const pick = (values: Uint16Array | Int32Array) => Int32Array.from(sample.rows, (row) => values[row]!);
  const [xs, ys] = [pick(papers.x), pick(papers.y)];
  const sampled = buildPointGrid(xs, ys, COORDINATE_RANGE);
  return { xs, ys, grid: sampled, topicsOfLevel: climbTopics(topics, pick(papers.topicOf)) };
}

/** Returns what is asked for each name, the most important of each level first. A broad topic of one part has the part's name alone; one without papers has none. Of a sample, rows are places in it. */
export function requestNames(
  names: readonly SetName[],
  { papers }: AtlasData,
  index: Pick<AtlasIndex, "papersOf" | "childrenOf">,
  sample: NameSample | null = null,
): (NameRequest & { name: SetName })[] {
  const requests = names.flatMap((name) => {
    const { id, level } = name.topic;
    const rows = index.papersOf(id);
    if (rows.length === 0 || (level > 0 && index.childrenOf(id).length === 1)) return [];
    const anchor = level > 0 ? findMass(rows, papers, MASS_BANDWIDTH)! : { x: name.topic.x, y: name.topic.y };
    const distance = (row: number) => Math.hypot(papers.x[row]! - anchor.x, papers.y[row]! - anchor.y);
    const among = sample ? rows.filter((row) => sample.placeOf[row] !== NONE) : rows.slice();
    const near = among.sort((a, b) => distance(a) - distance(b));
    const request = { id, level, anchor, texts: name.texts, name };
    return [{ ...request, rows: sample ? near.map((row) => sample.placeOf[row]!) : near }];
  });
  const weight = ({ name: { topic } }: { name: SetName }) => topic.size * (topic.stability ?? 1);
  return requests.sort((a, b) => b.level - a.level || weight(b) - weight(a) || a.id - b.id);
}
