import { type AtlasData, NONE } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";
import type { BarLayer } from "./time-bars.ts";
import type { TimeBins } from "./time-bins.ts";

/**
 * Returns what stands in the timeline: the papers that are left, by broad topic, the largest lowest, those of no topic on top. Of a selected topic its papers
 * alone. `isLeft` is null where all papers are left.
 */
export function countLayers(
  { papers }: Pick<AtlasData, "papers">,
  index: Pick<AtlasIndex, "roots" | "topicById" | "familyOf" | "days">,
  bins: TimeBins,
  isLeft: ((row: number) => boolean) | null,
  selected: number | null,
): BarLayer[] {
  const topics = selected === null ? index.roots : [index.topicById.get(selected)!];
  const layers: BarLayer[] = topics.map((topic) => ({ topic, counts: new Uint32Array(bins.size) }));
  const without: BarLayer = { topic: null, counts: new Uint32Array(bins.size) };
  const layerOf = new Map(
    topics.flatMap(({ id }, place) => [...index.familyOf(id)].map((part) => [part, layers[place]!] as const)),
  );
  for (const [row, day] of index.days.entries()) {
    if (day === NONE || !(isLeft === null || isLeft(row))) continue;
    const layer = layerOf.get(papers.topicOf[row]!) ?? (selected === null ? without : undefined);
    if (layer) layer.counts[bins.binOf(day)]!++;
  }
  return [...layers, without];
}

/** Returns the papers of each bin, all layers together. */
export function sumLayers(layers: readonly BarLayer[]): Uint32Array {
  const sums = new Uint32Array(layers[0]?.counts.length ?? 0);
  for (const { counts } of layers) for (const [bin, count] of counts.entries()) sums[bin]! += count;
  return sums;
}
