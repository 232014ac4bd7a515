import { type AtlasData, type AtlasTopic, NONE } from "../atlas-data.ts";
import { findFirstDays } from "./first-days.ts";

/** Look-ups that many parts of the page need. */
export type AtlasIndex = {
  topicById: ReadonlyMap<number, AtlasTopic>;
  /** Topics without a broader one, and the parts of each topic; the larger first. */
  roots: readonly AtlasTopic[];
  childrenOf(id: number): readonly AtlasTopic[];
  /** Rows of the papers of a topic of any level, the most typical first. */
  papersOf(id: number): Uint32Array;
  /** Ids of a topic and of all that are part of it. */
  familyOf(id: number): ReadonlySet<number>;
  /** Day of each paper, by row, as in the view paper_days; -1 for none. */
  readonly days: Int32Array;
  /** Returns the topic of a paper; null where it is in none. */
  findTopic(row: number): AtlasTopic | null;
};

/** Returns the look-ups; each list is made when it is first asked for. */
export function buildIndex({ papers, topics }: AtlasData): AtlasIndex {
  const topicById = new Map(topics.map((topic) => [topic.id, topic]));
  const bySize = [...topics].sort((a, b) => b.size - a.size || a.id - b.id);
  const children = new Map(topics.map(({ id }) => [id, bySize.filter(({ parent }) => parent === id)]));
  let days: Int32Array | null = null;
  let rowsByTopic: Map<number, number[]> | null = null;
  const memberLists = new Map<number, Uint32Array>();
  const familySets = new Map<number, ReadonlySet<number>>();

  function familyOf(id: number): ReadonlySet<number> {
    let family = familySets.get(id);
    if (!family) {
      family = new Set([id, ...(children.get(id) ?? []).flatMap((part) => [...familyOf(part.id)])]);
      familySets.set(id, family);
    }
    return family;
  }

  return {
    topicById,
    roots: bySize.filter(({ parent }) => parent === null || !topicById.has(parent)),
    childrenOf: (id) => children.get(id) ?? [],
    papersOf(id) {
      let rows = memberLists.get(id);
      if (!rows) {
        rowsByTopic ??= groupRows(papers.topicOf);
        rows = Uint32Array.from([...familyOf(id)].flatMap((part) => rowsByTopic!.get(part) ?? []));
        rows.sort((a, b) => papers.similarity[b]! - papers.similarity[a]! || a - b);
        memberLists.set(id, rows);
      }
      return rows;
    },
    familyOf,
    get days() {
      days ??= findFirstDays(papers);
      return days;
    },
    findTopic: (row) => (papers.topicOf[row] === NONE ? null : (topicById.get(papers.topicOf[row]!) ?? null)),
  };
}

function groupRows(topics: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [row, topic] of topics.entries()) {
    const group = groups.get(topic);
    if (group) group.push(row);
    else groups.set(topic, [row]);
  }
  return groups;
}
