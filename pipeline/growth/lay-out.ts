import { findNearestAmong } from "../numeric/nearest-neighbors.ts";
import { power } from "../numeric/power.ts";
import { countVectors, type Vectors } from "../numeric/vectors.ts";

/** Nearest papers by which a new one is put in its place, and how much more the nearer of them count. */
const FOLLOWED_PAPERS = 10;
const POWER = 4;
/** Points are kept apart by this share of the usual distance of a point to the nearest other. */
const GAP_SHARE = 0.5;
const SAMPLED = 400;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Points on the map, n x 2, row-major. */
export type MapPoints = Float64Array;

/**
 * Returns where papers go on a standing map, n x 2: in the midst of their nearest papers, of those that lie together, and moved aside on a spiral where they would cover a point.
 * `vectors` and `known` are smooth vectors, `points` the places of the known papers, which do not move.
 */
export async function layOut(vectors: Vectors, known: Vectors, points: MapPoints): Promise<MapPoints> {
  const near = await findNearestAmong(vectors, known, FOLLOWED_PAPERS);
  const taken = new TakenPlaces(points, GAP_SHARE * measureUsualGap(points));
  const laid = new Float64Array(2 * countVectors(vectors));
  for (let row = 0; 2 * row < laid.length; row++) {
    const neighbors = near.indices.subarray(row * near.k, (row + 1) * near.k);
    const weights = Array.from(neighbors, (_, rank) =>
      power(Math.max(0, near.similarities[row * near.k + rank]!), POWER),
    );
    const [x, y] = taken.findFree(...findMidst(neighbors, weights, points));
    taken.take(x, y);
    laid.set([x, y], 2 * row);
  }
  return laid;
}

/** Returns the weighted mean of those neighbours that are nearest to the one in the middle: half of the weight, since their mean may lie between two groups, among strangers. */
function findMidst(neighbors: Int32Array, weights: readonly number[], points: MapPoints): [number, number] {
  const distance = (a: number, b: number) =>
    Math.hypot(points[2 * a]! - points[2 * b]!, points[2 * a + 1]! - points[2 * b + 1]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [points[2 * neighbors[0]!]!, points[2 * neighbors[0]! + 1]!];
  const strain = Array.from(neighbors, (own) =>
    neighbors.reduce((sum, other, rank) => sum + weights[rank]! * distance(own, other), 0),
  );
  const middle = neighbors[strain.indexOf(Math.min(...strain))]!;
  const order = [...neighbors.keys()].sort(
    (a, b) => distance(neighbors[a]!, middle) - distance(neighbors[b]!, middle) || a - b,
  );
  let [x, y, sum] = [0, 0, 0];
  for (const rank of order) {
    if (sum >= total / 2) break;
    x += weights[rank]! * points[2 * neighbors[rank]!]!;
    y += weights[rank]! * points[2 * neighbors[rank]! + 1]!;
    sum += weights[rank]!;
  }
  return [x / sum, y / sum];
}

/** Returns the middle distance of points, or some of many, to the nearest other; 0 where there are less than two. */
function measureUsualGap(points: MapPoints): number {
  const count = points.length / 2;
  if (count < 2) return 0;
  const step = Math.ceil(count / SAMPLED);
  const gaps: number[] = [];
  for (let row = 0; row < count; row += step) {
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      const [dx, dy] = [points[2 * row]! - points[2 * other]!, points[2 * row + 1]! - points[2 * other + 1]!];
      least = Math.min(least, dx * dx + dy * dy);
    }
    gaps.push(Math.sqrt(least));
  }
  return gaps.sort((a, b) => a - b)[gaps.length >> 1]!;
}

/** The places of points, in squares as wide as the gap that is kept between them. */
class TakenPlaces {
  readonly #gap: number;
  readonly #squares = new Map<string, [number, number][]>();

  constructor(points: MapPoints, gap: number) {
    this.#gap = gap;
    for (let index = 0; index < points.length; index += 2) this.take(points[index]!, points[index + 1]!);
  }

  take(x: number, y: number): void {
    const [column, row] = this.#locate(x, y);
    const key = `${column} ${row}`;
    const square = this.#squares.get(key);
    if (square) square.push([x, y]);
    else this.#squares.set(key, [[x, y]]);
  }

  /** Returns the first place on a spiral around one that keeps the gap to all points. */
  findFree(x: number, y: number): [number, number] {
    if (this.#gap === 0) return [x, y];
    for (let step = 0; ; step++) {
      const radius = 0.5 * this.#gap * Math.sqrt(step);
      const place: [number, number] = [
        x + radius * Math.cos(step * GOLDEN_ANGLE),
        y + radius * Math.sin(step * GOLDEN_ANGLE),
      ];
      if (this.#isFree(...place)) return place;
    }
  }

  #isFree(x: number, y: number): boolean {
    const [column, row] = this.#locate(x, y);
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const [otherX, otherY] of this.#squares.get(`${column + dx} ${row + dy}`) ?? [])
          if (Math.hypot(otherX - x, otherY - y) < this.#gap) return false;
    return true;
  }

  #locate(x: number, y: number): [number, number] {
    return this.#gap === 0 ? [0, 0] : [Math.floor(x / this.#gap), Math.floor(y / this.#gap)];
  }
}
