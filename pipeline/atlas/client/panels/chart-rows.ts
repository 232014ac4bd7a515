import { toChartName } from "../../../charts/chart-names.ts";
import { type AtlasData, type AtlasTopic, NONE } from "../../atlas-data.ts";
import type { SizeBar, SourceBar } from "../../charts/chart-specs.ts";
import type { AtlasIndex } from "../atlas-index.ts";
import { nameSource } from "./describe.ts";

type Colored = { id: number; topic: string; color: string };
/** Papers that are left are 1; null leaves all. */
type Mask = Uint8Array | null;

const WITHOUT_TOPIC = "#8a9199";

/** Returns a row a topic of level 0, the largest first. */
export function countSizes(index: AtlasIndex, topics: readonly AtlasTopic[], left: Mask, isDark: boolean): SizeBar[] {
  return topics
    .filter(({ level }) => level === 0)
    .sort((a, b) => b.size - a.size || a.id - b.id)
    .map((topic) => {
      const rows = index.papersOf(topic.id);
      const count = left ? rows.reduce((sum, row) => sum + left[row]!, 0) : rows.length;
      return { ...colorTopic(topic, isDark), left: count, all: rows.length };
    });
}

/** Returns a row for each source and broad topic; a paper listed twice in a source counts once. */
export function countSources(data: AtlasData, index: AtlasIndex, left: Mask, isDark: boolean): SourceBar[] {
  const { appearances, id } = data.papers;
  const rootOf = findRoots(data, index);
  const counts = data.sources.map(() => new Map<number, number>());
  for (const row of id.keys()) {
    if (left && left[row] === 0) continue;
    const listed = new Set(appearances.source.subarray(appearances.start[row]!, appearances.start[row + 1]!));
    for (const source of listed) counts[source]!.set(rootOf[row]!, (counts[source]!.get(rootOf[row]!) ?? 0) + 1);
  }
  const names = nameApart(data.sources);
  return counts.flatMap((topics, source) => {
    const total = [...topics.values()].reduce((sum, count) => sum + count, 0);
    return [...topics].map(([root, papers]) => ({
      ...colorTopic(index.topicById.get(root), isDark),
      source: names[source]!,
      papers,
      share: papers / total,
    }));
  });
}

function colorTopic(topic: AtlasTopic | undefined, isDark: boolean): Colored {
  if (!topic) return { id: NONE, topic: "in no topic", color: WITHOUT_TOPIC };
  return {
    id: topic.id,
    topic: toChartName(topic.shortLabel ?? topic.label),
    color: isDark ? topic.darkColor : topic.color,
  };
}

/** Returns the broadest topic of each paper; -1 for none. */
function findRoots({ papers }: AtlasData, { roots, familyOf }: AtlasIndex): Int32Array {
  const rootOf = new Map(roots.flatMap(({ id }) => [...familyOf(id)].map((part) => [part, id] as const)));
  return Int32Array.from(papers.topicOf, (topic) => rootOf.get(topic) ?? NONE);
}

/** Returns short names where they leave the sources apart, else the whole ones. */
function nameApart(sources: readonly string[]): readonly string[] {
  const names = sources.map(nameSource);
  return (new Set(names).size === sources.length ? names : sources).map(toChartName);
}
