/** Returns the share of distinct words among the words of all topics (Dieng, Ruiz and Blei 2020): 1 when no two topics share one; NaN without words. */
export function computeDiversity(topics: readonly (readonly { key: string }[])[]): number {
  const keys = topics.flat().map(({ key }) => key);
  return new Set(keys).size / keys.length;
}
