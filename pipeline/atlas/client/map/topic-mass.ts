const MOST_LOOKED_AT = 300;
const MOST_TRIED = 80;

/**
 * Returns the place of the paper round which the papers of a topic lie thickest, by a Gaussian kernel of that bandwidth; of many papers every so many is looked
 * at. Null for no papers.
 */
export function findMass(
  rows: ArrayLike<number>,
  { x: xs, y: ys }: { x: ArrayLike<number>; y: ArrayLike<number> },
  bandwidth: number,
): { x: number; y: number } | null {
  const pick = (most: number) => {
    const stride = Math.max(1, Math.ceil(rows.length / most));
    return Array.from({ length: Math.ceil(rows.length / stride) }, (_, place) => rows[place * stride]!);
  };
  const looked = pick(MOST_LOOKED_AT);
  let best: { x: number; y: number } | null = null;
  let thickest = -1;
  for (const row of pick(MOST_TRIED)) {
    let density = 0;
    for (const other of looked) {
      const squared = (xs[row]! - xs[other]!) ** 2 + (ys[row]! - ys[other]!) ** 2;
      density += Math.exp(-squared / (2 * bandwidth ** 2));
    }
    if (density <= thickest) continue;
    thickest = density;
    best = { x: xs[row]!, y: ys[row]! };
  }
  return best;
}
