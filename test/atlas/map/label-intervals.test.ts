import { describe, expect, it } from "vitest";
import {
  findLabelIntervals,
  findTouchScale,
  type Interval,
  type LabelBox,
} from "../../../pipeline/atlas/client/map/label-intervals.ts";
import { stepScale } from "../../../pipeline/atlas/client/map/map-labels.ts";
import { createRandom, type Random } from "../../../pipeline/random.ts";

const LEAST = 0.75;
const MOST = 64;
const STEPS = 400;

function box(given: Partial<LabelBox>): LabelBox {
  return { x: 0, y: 0, shift: 0, width: 100, height: 20, weight: 1, level: 0, parent: -1, size: 10, ...given };
}

function overlapAt(a: LabelBox, b: LabelBox, scale: number): boolean {
  const across = Math.abs(a.x - b.x) * scale < (a.width + b.width) / 2 - 1e-6;
  const down = Math.abs((a.y - b.y) * scale + a.shift - b.shift) < (a.height + b.height) / 2 - 1e-6;
  return across && down;
}

/** Makes two or three levels of labels that crowd each other, some above their place and some below. */
function makeLabels(random: Random): LabelBox[] {
  const labels: LabelBox[] = [];
  const levels = 1 + random.integer(3);
  const add = (level: number, parent: number, x: number, y: number) => {
    const height = 18 + random.integer(50);
    const side = random.integer(3) - 1;
    labels.push(
      box({
        level,
        parent,
        x,
        y,
        height,
        width: 40 + random.integer(180),
        shift: side * (height / 2 + 7),
        weight: random.next(),
        size: 1 + random.integer(60),
      }),
    );
    if (level === 0) return;
    const index = labels.length - 1;
    const parts = 1 + random.integer(5);
    for (let part = 0; part < parts; part++)
      add(level - 1, index, x + 160 * (random.next() - 0.5), y + 160 * (random.next() - 0.5));
  };
  for (let root = 0; root < 3 + random.integer(10); root++) {
    // Some topics are part of none.
    add(random.next() < 0.3 ? 0 : levels - 1, -1, random.next() * 900, random.next() * 600);
  }
  return labels;
}

const stands = ({ from, to }: Interval, scale: number) => from <= scale && scale < to;

describe("findTouchScale", () => {
  it("is where boxes side by side, or one above the other, are free", () => {
    expect(findTouchScale(box({}), box({ x: 50, y: 1 }))).toBe(2);
    expect(findTouchScale(box({}), box({ x: 1, y: 5 }))).toBe(4);
    expect(findTouchScale(box({}), box({}))).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts how far the boxes hang from their places", () => {
    expect(findTouchScale(box({ shift: -10 }), box({ y: 5, shift: 10 }))).toBe(0);
    expect(findTouchScale(box({ shift: 10 }), box({ y: 5, shift: -10 }))).toBe(8);
  });
});

describe("findLabelIntervals", () => {
  it("shows two labels that are free from the start, and never lets them go", () => {
    const free = { from: LEAST, to: Number.POSITIVE_INFINITY };
    expect(findLabelIntervals([box({}), box({ x: 500 })], LEAST, MOST)).toEqual([free, free]);
  });

  it("lets the lighter of two crowded labels wait until they are free of each other", () => {
    const [heavy, light] = findLabelIntervals([box({ weight: 2 }), box({ x: 25, y: 1 })], LEAST, MOST);
    expect(heavy!.from).toBe(LEAST);
    expect(light!.from).toBe(4);
  });

  it("lets a broad label stand until the scale has doubled, though its parts would have room at once", () => {
    const [broad, first, second] = findLabelIntervals(
      [box({ level: 1, size: 20 }), box({ x: -400, parent: 0 }), box({ x: 400, parent: 0 })],
      LEAST,
      MOST,
    );
    expect(broad).toEqual({ from: LEAST, to: 2 * LEAST });
    expect([first!.from, second!.from]).toEqual([2 * LEAST, 2 * LEAST]);
  });

  it("lets a broad label leave when parts with 60 % of its papers have room", () => {
    const parts = [box({ x: -25, parent: 0, size: 50, weight: 3 }), box({ x: 25, parent: 0, size: 9, weight: 2 })];
    const last = box({ x: 0, y: 2.5, parent: 0, size: 41 });
    const [broad] = findLabelIntervals([box({ level: 1, size: 100 }), ...parts, last], LEAST, MOST);
    // 50 stand at once, 59 from scale 2, the last from 100 / 25 = 4.
    expect(broad!.to).toBe(4);
  });

  it("never shows a label at one place with a heavier one", () => {
    expect(findLabelIntervals([box({ weight: 2 }), box({})], LEAST, MOST)[1]!.from).toBe(Number.POSITIVE_INFINITY);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "overlaps no two labels at any of 400 zoom steps, and shows no part before its broader label leaves (case %i)",
    (seed) => {
      const labels = makeLabels(createRandom(seed, "labels"));
      const intervals = findLabelIntervals(labels, LEAST, MOST);
      const overlaps: string[] = [];
      for (let step = 0; step < STEPS; step++) {
        const scale = LEAST * (MOST / LEAST) ** (step / (STEPS - 1));
        const standing = labels.flatMap((_, index) => (stands(intervals[index]!, scale) ? [index] : []));
        for (const [rank, one] of standing.entries()) {
          for (const other of standing.slice(rank + 1)) {
            if (overlapAt(labels[one]!, labels[other]!, scale)) overlaps.push(`${one} and ${other} at ${scale}`);
          }
        }
      }
      expect(overlaps).toEqual([]);
      for (const [index, { parent }] of labels.entries()) {
        const [mine, broader] = [intervals[index]!, intervals[parent]];
        if (broader && mine.from < mine.to) expect(mine.from).toBeGreaterThanOrEqual(broader.to);
        if (broader && broader.from < broader.to && broader.from < MOST / 2) {
          expect(broader.to / broader.from).toBeGreaterThanOrEqual(2 - 1e-9);
        }
      }
    },
  );

  it("gives the same answer in any order of the labels", () => {
    const labels = [box({ weight: 3 }), box({ x: 20, weight: 2 }), box({ x: 40, y: 3, weight: 1 })];
    const forward = findLabelIntervals(labels, LEAST, MOST);
    expect(findLabelIntervals([...labels].reverse(), LEAST, MOST).reverse()).toEqual(forward);
  });
});

describe("stepScale", () => {
  it("is never above the real scale, and falls at once", () => {
    for (let scale = 0.5; scale < 70; scale *= 1.013)
      expect(stepScale(scale, null)).toBeLessThanOrEqual(scale * (1 + 1e-9));
    expect(stepScale(1.99, 2)).toBeLessThan(2);
  });

  it("climbs only 6 % past a step, so that a trembling zoom toggles nothing", () => {
    expect(stepScale(2.05, stepScale(1.99, null))).toBe(stepScale(1.99, null));
    expect(stepScale(2.13, stepScale(1.99, null))).toBe(2);
  });
});
