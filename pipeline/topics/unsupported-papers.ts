/** Least probability of a topic that supports a paper: it then has more of the votes than all others together. */
const SUPPORTED = 0.5;

/**
 * Returns the papers, as ascending rows, that are better left without a topic: those of `probabilities` below a half, the least first,
 * equals by row, and at most `mostShare` of all n papers. The paper of the largest probability in a topic stays, so that no topic is
 * emptied. `probabilities` and `topicOf` have an entry a paper.
 */
export function findUnsupported(
  probabilities: ArrayLike<number>,
  topicOf: ArrayLike<number>,
  mostShare: number,
): number[] {
  const rows = Array.from(probabilities, (_, row) => row).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  const best = new Map(rows.map((row) => [topicOf[row]!, row]));
  return rows
    .filter((row) => probabilities[row]! < SUPPORTED && best.get(topicOf[row]!) !== row)
    .slice(0, Math.floor(mostShare * rows.length))
    .sort((a, b) => a - b);
}
