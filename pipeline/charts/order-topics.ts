/**
 * Returns the rows of a square similarity matrix (flat, row by row) in an order in which similar ones stand together:
 * the path through all of them with the largest sum of similarities of neighbours that nearest-neighbour starts and
 * 2-opt exchanges find (Croes 1958). It begins with the end that holds the smaller index.
 */
export function orderBySimilarity(similarities: ArrayLike<number>, count: number): number[] {
  // One half of the matrix alone: with rounding in the other, two exchanges could undo each other for ever.
  const similarity = (a: number, b: number) => similarities[Math.min(a, b) * count + Math.max(a, b)]!;
  let best: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < count; start++) {
    const path = improvePath(walkNearest(start, count, similarity), similarity);
    const total = path.slice(1).reduce((sum, item, index) => sum + similarity(path[index]!, item), 0);
    if (total <= highest + 1e-9) continue;
    highest = total;
    best = path;
  }
  return (best[0] ?? 0) <= (best.at(-1) ?? 0) ? best : best.reverse();
}

type Similarity = (a: number, b: number) => number;

function walkNearest(start: number, count: number, similarity: Similarity): number[] {
  const path = [start];
  const left = new Set(Array.from({ length: count }, (_, index) => index));
  left.delete(start);
  while (left.size > 0) {
    const here = path.at(-1)!;
    let next = -1;
    for (const candidate of left) {
      if (next === -1 || similarity(here, candidate) > similarity(here, next)) next = candidate;
    }
    path.push(next);
    left.delete(next);
  }
  return path;
}

function improvePath(path: number[], similarity: Similarity): number[] {
  const link = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? 0 : similarity(a, b);
  const improved = [...path];
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (let from = 0; from < improved.length - 1; from++) {
      for (let to = from + 1; to < improved.length; to++) {
        const before = link(improved[from - 1], improved[from]) + link(improved[to], improved[to + 1]);
        const after = link(improved[from - 1], improved[to]) + link(improved[from], improved[to + 1]);
        if (after <= before + 1e-9) continue;
        improved.splice(from, to - from + 1, ...improved.slice(from, to + 1).reverse());
        isChanged = true;
      }
    }
  }
  return improved;
}
