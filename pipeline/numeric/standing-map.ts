import type { Random } from "../random.ts";
import type { Neighbors } from "./nearest-neighbors.ts";
import { fitSimilarity, moveBySimilarity } from "./procrustes.ts";
import { LEAST_ROWS, layOut, projectByUmap, type UmapOptions } from "./umap.ts";
import { countVectors, pickVectors, type Vectors } from "./vectors.ts";

/** A map of some of n rows: where they lie, n x 2, and which they are. What stands for the others counts for nothing. */
export type StandingMap = { positions: Vectors; isKnown: readonly boolean[] };

/** How far a known row is drawn back to where it lay, as a share of the way, in the first epoch; in later ones less. */
const PULL = 0.3;

/** Rows by which a map can be turned and stretched. */
const LEAST_KNOWN = 3;

/**
 * Returns a new map of the rows that keeps the standing one as far as their neighbours let it, n x 2. UMAP starts from it and draws known rows back to where they lay (regularised as AlignedUMAP, Islam and Fleischer
 * 2022); rows without a place start among their neighbours. Then it is turned, mirrored, stretched and shifted onto the standing one (see fitSimilarity).
 */
export async function projectOnStandingMap(
  vectors: Vectors,
  near: Neighbors,
  standing: StandingMap,
  options: UmapOptions,
  random: Random,
  onEpoch: () => void = () => {},
): Promise<Vectors> {
  const known = [...standing.isKnown.keys()].filter((row) => standing.isKnown[row]);
  if (countVectors(vectors) < LEAST_ROWS || known.length < LEAST_KNOWN) {
    return projectByUmap(vectors, near, options, random, onEpoch);
  }
  const pulls = Float64Array.from(standing.isKnown, (isKnown) => (isKnown ? PULL : 0));
  const anchors = { positions: Float64Array.from(placeAmongNeighbors(near, standing).values), pulls };
  const map = await layOut(vectors, near, options, random, anchors, onEpoch);
  return moveBySimilarity(map, fitSimilarity(pickVectors(map, known), pickVectors(standing.positions, known)));
}

/**
 * Returns the positions with one for each row that had none, n x 2: the mean of its neighbours', weighted by their similarity. A row whose neighbours have none waits until they do;
 * where none ever has, it is put in the middle of the known ones.
 */
export function placeAmongNeighbors({ k, indices, similarities }: Neighbors, standing: StandingMap): Vectors {
  const values = standing.positions.values.slice();
  const isPlaced = [...standing.isKnown];
  for (;;) {
    const found = [...isPlaced.keys()].flatMap((row) => {
      if (isPlaced[row]) return [];
      const entries = Array.from({ length: k }, (_, place) => row * k + place);
      const middle = weighMean(
        values,
        entries
          .filter((entry) => isPlaced[indices[entry]!])
          .map((entry) => ({ row: indices[entry]!, weight: similarities[entry]! })),
      );
      return middle ? [{ row, ...middle }] : [];
    });
    if (found.length === 0) break;
    for (const { row, x, y } of found) {
      values.set([x, y], 2 * row);
      isPlaced[row] = true;
    }
  }
  const placed = [...isPlaced.keys()].filter((row) => isPlaced[row]);
  const middle = weighMean(
    values,
    placed.map((row) => ({ row, weight: 1 })),
  );
  for (const [row, is] of isPlaced.entries()) if (!is) values.set([middle?.x ?? 0, middle?.y ?? 0], 2 * row);
  return { values, dimensions: 2 };
}

/** Null where no weight is above 0. */
function weighMean(values: Float32Array, rows: readonly { row: number; weight: number }[]) {
  let [total, x, y] = [0, 0, 0];
  for (const { row, weight } of rows) {
    if (weight <= 0) continue;
    total += weight;
    x += weight * values[2 * row]!;
    y += weight * values[2 * row + 1]!;
  }
  return total > 0 ? { x: x / total, y: y / total } : null;
}
