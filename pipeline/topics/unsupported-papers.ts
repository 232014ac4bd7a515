/** A paper's topic has to hold this share of the evidence to be supported by it: more than all others together. */
const SUPPORTED = 0.5;

/**
 * Returns the rows, ascending, that are better left without a topic: those of which the evidence speaks for other topics more than for their own
 * (`probabilities` below a half), the least supported first, equals by row, and at most `mostShare` of all. The best supported row of a topic
 * stays, so that no topic is emptied.
 */
export function findUnsupported(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  mostShare: number,
): number[] {
  const rows = Array.from(probabilities, (_, row) => row).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  const best = new Map(rows.map((row) => [labels[row]!, row]));
  return rows
    .filter((row) => probabilities[row]! < SUPPORTED && best.get(labels[row]!) !== row)
    .slice(0, Math.floor(mostShare * rows.length))
    .sort((a, b) => a - b);
}
