import { type Neighbors, selectLargest } from "./nearest-neighbors.ts";
import { countVectors, dotProduct, type Vectors } from "./vectors.ts";

/** Who is near whom, without how near: see Neighbors. */
export type NeighborRows = Pick<Neighbors, "k" | "indices">;

/**
 * Returns the k nearest rows to each by dot product among those that are `near` it in a space like this and those near these: a step of NN-descent (Dong, Moses and Li 2011).
 * Ties by row number. k is at most that of `near`.
 */
export function refineNeighbors(vectors: Vectors, near: NeighborRows, k: number): Neighbors {
  const count = countVectors(vectors);
  const indices = new Int32Array(count * k);
  const similarities = new Float32Array(count * k);
  const most = near.k * (near.k + 1);
  const candidates = new Int32Array(most);
  const scores = new Float32Array(most);
  const seenBy = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) {
    const found = listCandidates(near, row, seenBy, candidates).sort();
    for (const [place, other] of found.entries()) scores[place] = dotProduct(vectors, row, vectors, other);
    const own = indices.subarray(row * k, (row + 1) * k);
    selectLargest(scores.subarray(0, found.length), -1, own, similarities.subarray(row * k, (row + 1) * k));
    for (let place = 0; place < k; place++) own[place] = found[own[place]!]!;
  }
  return { k, indices, similarities };
}

/** Returns the row's neighbours and their neighbours, each once. `seenBy` is kept from row to row. */
function listCandidates(
  { k, indices }: NeighborRows,
  row: number,
  seenBy: Int32Array,
  candidates: Int32Array,
): Int32Array {
  let size = 0;
  const see = (other: number) => {
    if (seenBy[other] === row || other === row) return;
    seenBy[other] = row;
    candidates[size++] = other;
  };
  for (let entry = row * k; entry < (row + 1) * k; entry++) {
    const neighbor = indices[entry]!;
    see(neighbor);
    for (let next = neighbor * k; next < (neighbor + 1) * k; next++) see(indices[next]!);
  }
  return candidates.subarray(0, size);
}
