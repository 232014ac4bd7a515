/** Topics of papers, in order of the papers, numbered from 0 without gaps. */
export type NumberedTopics = {
  /** The topic of each paper; -1 for none. */
  topicOf: Int32Array;
  k: number;
  /** Share of the papers that have a topic. */
  coverage: number;
};

/** Numbers the topics of papers, given by any ids and null for none, in ascending order of id. */
export function numberTopics(ids: readonly (number | null)[]): NumberedTopics {
  const known = [...new Set(ids)].filter((id) => id !== null).sort((a, b) => a - b);
  const numbers = new Map<number | null, number>(known.map((id, index) => [id, index]));
  const topicOf = Int32Array.from(ids, (id) => numbers.get(id) ?? -1);
  return { topicOf, k: known.length, coverage: ids.filter((id) => id !== null).length / ids.length };
}
