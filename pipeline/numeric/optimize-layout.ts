import type { Random } from "../random.ts";
import { ForceTable } from "./force-table.ts";
import type { FuzzyGraph } from "./fuzzy-graph.ts";
import { power } from "./power.ts";
import type { UmapCurve } from "./umap-curve.ts";

/** Where a layout starts, n x 2, flat, and how strongly each row is drawn back to its start: the share of the way in the first epoch, less in each later one. */
export type Anchors = { positions: Float64Array; pulls: Float64Array };

/** Other rows that a row is pushed away from each time it is drawn to a neighbour. */
const PUSHES = 5;
/** Farthest that one push or pull moves a point along an axis. */
const LONGEST_MOVE = 4;
/** Keeps the push between points that almost coincide finite. */
const SOFTENING = 0.001;

/**
 * Moves points along the gradient of UMAP's cross-entropy, in place and an epoch a step: neighbours are drawn together as often as they weigh, and pushed from random others (McInnes, Healy and Melville 2018, algorithm 5).
 * Rows go in order, and what is random is drawn from a start of 32 bits: the same for the same seed.
 */
export class LayoutOptimizer {
  readonly #graph: FuzzyGraph;
  readonly #positions: Float64Array;
  readonly #epochs: number;
  readonly #attraction: ForceTable;
  readonly #repulsion: ForceTable;
  /** Epochs between the times that an edge draws, and its next time; those that would never be drawn have none. */
  readonly #periods: Float32Array;
  readonly #times: Float32Array;
  #state: number;

  constructor(graph: FuzzyGraph, positions: Float64Array, epochs: number, { a, b }: UmapCurve, random: Random) {
    this.#graph = graph;
    this.#positions = positions;
    this.#epochs = epochs;
    this.#attraction = new ForceTable((square) => (-2 * a * b * power(square, b - 1)) / (1 + a * power(square, b)));
    this.#repulsion = new ForceTable((square) => (2 * b) / ((SOFTENING + square) * (1 + a * power(square, b))));
    const largest = graph.weights.reduce((most, weight) => Math.max(most, weight), 0);
    this.#periods = graph.weights.map((weight) =>
      weight < largest / epochs ? Number.POSITIVE_INFINITY : largest / weight,
    );
    this.#times = this.#periods.slice();
    this.#state = 1 + random.integer(0x7fff_fffe);
  }

  /** Runs one epoch, numbered from 0. */
  run(epoch: number, anchors: Anchors | null): void {
    const rate = 1 - epoch / this.#epochs;
    this.#move(epoch, rate);
    if (anchors) pullBack(this.#positions, anchors, rate);
  }

  #move(epoch: number, rate: number): void {
    const { starts, others } = this.#graph;
    const [positions, times, periods] = [this.#positions, this.#times, this.#periods];
    const [attraction, repulsion] = [this.#attraction, this.#repulsion];
    const count = starts.length - 1;
    let state = this.#state;
    for (let row = 0; row < count; row++) {
      let x = positions[2 * row]!;
      let y = positions[2 * row + 1]!;
      for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
        if (times[entry]! > epoch) continue;
        times[entry]! += periods[entry]!;
        const near = 2 * others[entry]!;
        const toX = x - positions[near]!;
        const toY = y - positions[near + 1]!;
        const force = attraction.at(toX * toX + toY * toY);
        const moveX = rate * limit(force * toX);
        const moveY = rate * limit(force * toY);
        x += moveX;
        y += moveY;
        positions[near]! -= moveX;
        positions[near + 1]! -= moveY;
        for (let push = 0; push < PUSHES; push++) {
          // Marsaglia's xorshift (2003).
          state ^= state << 13;
          state ^= state >>> 17;
          state ^= state << 5;
          const other = Math.floor(((state >>> 0) / 0x1_0000_0000) * count);
          if (other === row) continue;
          const fromX = x - positions[2 * other]!;
          const fromY = y - positions[2 * other + 1]!;
          const strength = repulsion.at(fromX * fromX + fromY * fromY);
          x += rate * limit(strength * fromX);
          y += rate * limit(strength * fromY);
        }
      }
      positions[2 * row] = x;
      positions[2 * row + 1] = y;
    }
    this.#state = state;
  }
}

function pullBack(points: Float64Array, { positions, pulls }: Anchors, strength: number): void {
  for (let place = 0; place < points.length; place++)
    points[place]! += strength * pulls[place >> 1]! * (positions[place]! - points[place]!);
}

function limit(move: number): number {
  return Math.max(-LONGEST_MOVE, Math.min(LONGEST_MOVE, move));
}
