/** Returns ln n! for every n from 0 to `most`. */
export function listLogFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = logs[n - 1]! + Math.log(n);
  return logs;
}

const SMALLEST_EXACT = 1e-280;

/** `drawn` of `all` things are drawn without putting any back; `marked` of them are marked. */
export type Draw = { drawn: number; marked: number; all: number };

/** Returns the fewest and the most marked things that can be among those drawn. */
export function boundMarked({ drawn, marked, all }: Draw): [fewest: number, most: number] {
  return [Math.max(0, drawn - (all - marked)), Math.min(drawn, marked)];
}

/** Returns the probability that `count` of those drawn are marked (hypergeometric). `logs` are ln n! up to `all` at least. */
export function drawProbability(count: number, { drawn, marked, all }: Draw, logs: Float64Array): number {
  return Math.exp(
    logChoose(marked, count, logs) + logChoose(all - marked, drawn - count, logs) - logChoose(all, drawn, logs),
  );
}

/** Returns the probability of each count from the fewest to the most that can be, each from the one before where that is large enough to be exact. */
export function listDrawProbabilities(draw: Draw, logs: Float64Array): Float64Array {
  const { drawn, marked, all } = draw;
  const [fewest, most] = boundMarked(draw);
  const chances = new Float64Array(most - fewest + 1);
  for (let count = fewest; count <= most; count++) {
    const before = count === fewest ? 0 : chances[count - fewest - 1]!;
    chances[count - fewest] =
      before < SMALLEST_EXACT
        ? drawProbability(count, draw, logs)
        : (before * (marked - count + 1) * (drawn - count + 1)) / (count * (all - marked - drawn + count));
  }
  return chances;
}

function logChoose(n: number, k: number, logs: Float64Array): number {
  return logs[n]! - logs[k]! - logs[n - k]!;
}
