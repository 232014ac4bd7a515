import { countVectors, dotProducts, type Vectors } from "./vectors.ts";

/**
 * Returns groups of unit rows, as ascending rows, the largest first: average linkage (Sokal and Michener 1958), by chains of nearest neighbours, cut where the mean cosine of two groups
 * falls below `least`. Time and memory grow with the square of the rows.
 */
export function groupByAverageLinkage(vectors: Vectors, least: number): number[][] {
  const count = countVectors(vectors);
  const likeness = dotProducts(vectors, vectors);
  const sizes = new Int32Array(count).fill(1);
  const groups = Array.from({ length: count }, (_, row) => [row]);
  const done: number[][] = [];
  let active = [...groups.keys()];
  const chain: number[] = [];
  while (active.length > 1) {
    if (chain.length === 0) chain.push(active[0]!);
    const last = chain.at(-1)!;
    const before = chain.at(-2);
    let best = before ?? -1;
    for (const other of active)
      if (other !== last && (best === -1 || likeness[last * count + other]! > likeness[last * count + best]!))
        best = other;
    if (best !== before) {
      chain.push(best);
      continue;
    }
    chain.length -= 2;
    const [kept, gone] = last < best ? [last, best] : [best, last];
    if (likeness[kept * count + gone]! >= least) groups[kept]!.push(...groups[gone]!);
    else {
      // Groups that part here join no other: what is left of them only stands in the chain.
      done.push(groups[kept]!, groups[gone]!);
      groups[kept] = [];
    }
    for (const other of active) {
      const joined =
        (sizes[kept]! * likeness[kept * count + other]! + sizes[gone]! * likeness[gone * count + other]!) /
        (sizes[kept]! + sizes[gone]!);
      likeness[kept * count + other] = joined;
      likeness[other * count + kept] = joined;
    }
    sizes[kept]! += sizes[gone]!;
    active = active.filter((row) => row !== gone);
  }
  done.push(...active.map((row) => groups[row]!));
  return done
    .filter((rows) => rows.length > 0)
    .map((rows) => rows.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
