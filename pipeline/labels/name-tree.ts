import { nameBroadTopics } from "./name-broad-topics.ts";
import { type NamingMaterial, type NamingOptions, nameTopics, type TopicName } from "./name-topics.ts";
import type { Partition } from "./partition.ts";

/** The topics of one level, and the keys of the phrases of the label that each had in the last run; none where it had no such label. */
export type LevelToName = Partition & { previous?: readonly (readonly string[])[] };

/** Returns the names of a level with the last word on their quality. */
export type JudgeNames = (names: readonly TopicName[], level: number) => TopicName[];

/**
 * Returns the names of the topics of every level, the finest first; a level is a union of topics of the one before. No phrase heads two topics,
 * but that a broader topic may be called by its parts.
 */
export function nameTree(
  material: NamingMaterial,
  levels: readonly LevelToName[],
  options: NamingOptions,
  judge: JudgeNames = (names) => [...names],
): TopicName[][] {
  const heads = new Set<string>();
  const tree: TopicName[][] = [];
  levels.forEach((level, index) => {
    const precedents = { taken: heads, previous: level.previous };
    const finer = tree[index - 1];
    const names = finer
      ? nameBroadTopics(material, level, describeFiner(levels[index - 1]!, finer), options, precedents)
      : nameTopics(material, level, options, precedents);
    tree.push(judge(names, index));
    for (const { phrases } of tree[index]!) if (phrases[0]) heads.add(phrases[0].phrase.key);
  });
  return tree;
}

function describeFiner({ topicOf, k }: Partition, names: readonly TopicName[]) {
  return { topicOf, k, names, isFirm: names.map(({ quality }) => quality?.verdict === "fits") };
}
