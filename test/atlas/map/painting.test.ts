import { describe, expect, it } from "vitest";
import { traceTopic } from "../../../pipeline/atlas/client/map/contours.ts";
import { blendColors, measureContrast, readableInk } from "../../../pipeline/atlas/client/map/contrast.ts";
import { colorMask, makeDotMask, stampDot } from "../../../pipeline/atlas/client/map/dot-masks.ts";
import { emphasizePapers, shuffleRows } from "../../../pipeline/atlas/client/map/emphasis.ts";
import { DARK, inkOf, LIGHT, rimOf } from "../../../pipeline/atlas/client/map/palette.ts";
import { listCandidateColors } from "../../../pipeline/charts/candidate-colors.ts";
import { chooseDarkColors, DARK_GROUND } from "../../../pipeline/charts/dark-colors.ts";

const WIDTH = 24;
const WHITE = 0xffffffff;

function stamp(x: number, y: number, radius: number): Uint32Array {
  const image = new Uint32Array(WIDTH * WIDTH).fill(WHITE);
  const mask = makeDotMask(radius);
  stampDot(image, WIDTH, WIDTH, x, y, mask, colorMask(mask, "#ff0000", "#800000"));
  return image;
}

describe("stampDot", () => {
  it("covers as many pixels as a disc has, fills the middle and darkens the rim", () => {
    const image = stamp(12, 12, 5);
    const covered = image.reduce((sum, pixel) => sum + (255 - ((pixel >> 8) & 255)) / 255, 0);
    expect(covered).toBeCloseTo(Math.PI * 25, 0);
    expect(image[12 * WIDTH + 12]).toBe(0xff0000ff);
    expect(image[12 * WIDTH + 8]! & 255).toBeLessThan(200);
  });

  it("cuts off what lies outside, on every side", () => {
    for (const [x, y] of [
      [0, 0],
      [WIDTH - 1, WIDTH - 1],
      [-3, 10],
      [10, WIDTH + 3],
    ] as const) {
      const image = stamp(x, y, 5);
      const painted = [...image.keys()].filter((index) => image[index] !== WHITE);
      expect(painted.length).toBeGreaterThan(0);
      for (const index of painted) {
        expect(Math.hypot((index % WIDTH) - x, Math.floor(index / WIDTH) - y)).toBeLessThanOrEqual(6);
      }
    }
  });

  it("is the same all round", () => {
    const { opaque, edge } = makeDotMask(3.5);
    for (const part of [opaque, edge]) {
      expect(part.dx.reduce((sum, dx) => sum + dx, 0)).toBe(0);
      expect(part.dy.reduce((sum, dy) => sum + dy, 0)).toBe(0);
    }
  });
});

describe("colours", () => {
  it("measures contrast as WCAG does", () => {
    expect(measureContrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
    expect(measureContrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(blendColors("#000000", "#ffffff", 0.5)).toBe("#808080");
  });

  it("gives every topic colour a name of 4.5:1 or better, on white and on the dark ground", () => {
    const palette = listCandidateColors().map(({ hex }) => hex);
    for (const hex of palette) expect(measureContrast(inkOf(hex, LIGHT), LIGHT.ground)).toBeGreaterThanOrEqual(4.5);
    for (const hex of palette) expect(measureContrast(inkOf(hex, DARK), DARK.ground)).toBeGreaterThanOrEqual(4.5);
    expect(readableInk("#ffffff", "#ffffff", "#000000", 4.5)).not.toBe("#ffffff");
  });

  it("reads greyed names and small print at 4.5:1, and sees dots with their rim at 3:1", () => {
    for (const ground of [LIGHT, DARK])
      expect(measureContrast(ground.quiet, ground.ground)).toBeGreaterThanOrEqual(4.5);
    for (const { hex } of listCandidateColors()) {
      expect(measureContrast(rimOf(hex, LIGHT), LIGHT.ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it("chooses dark colours that stand out from the ground and differ", () => {
    const topics = ["#6d4c00", "#3772ac", "#6724ad", "#0b7d4f"].map((color, index) => ({
      color,
      x: index,
      y: 0,
      family: null,
    }));
    const colors = chooseDarkColors(topics);
    expect(new Set(colors).size).toBe(4);
    for (const color of colors) expect(measureContrast(color, DARK_GROUND)).toBeGreaterThanOrEqual(4.5);
    expect(chooseDarkColors(topics)).toEqual(colors);
    expect(DARK.ground).toBe(DARK_GROUND);
  });
});

describe("emphasizePapers", () => {
  const topics = Int32Array.from([1, 1, 2, 2, -1, 3]);
  const shuffled = shuffleRows(6);
  const front = (emphasis: ReturnType<typeof emphasizePapers>) => [...emphasis.order.slice(emphasis.greyed)].sort();

  it("draws every paper once, in an order that is always the same", () => {
    expect([...shuffled].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...shuffleRows(5000)]).toEqual([...shuffleRows(5000)]);
    expect([...shuffleRows(5000).slice(0, 5)]).not.toEqual([0, 1, 2, 3, 4]);
  });

  it("has all in front where nothing is chosen", () => {
    expect(emphasizePapers(shuffled, topics, null, { shown: null, found: null })).toMatchObject({
      order: shuffled,
      greyed: 0,
      isPartial: false,
    });
  });

  it("puts in front what the topic, the filters and the search all leave; the rest is drawn first", () => {
    expect(front(emphasizePapers(shuffled, topics, new Set([1, 3]), { shown: null, found: null }))).toEqual([0, 1, 5]);
    const shown = Uint8Array.from([1, 0, 1, 1, 1, 1]);
    const found = Uint8Array.from([1, 1, 1, 0, 0, 0]);
    expect(front(emphasizePapers(shuffled, topics, new Set([1, 2]), { shown, found }))).toEqual([0, 2]);
    expect([...emphasizePapers(shuffled, topics, new Set([1]), { shown, found }).order].sort()).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });
});

describe("traceTopic", () => {
  const xs = Uint16Array.from([20_000, 20_400, 20_100, 20_300, 50_000]);
  const ys = Uint16Array.from([30_000, 30_200, 30_500, 30_100, 10_000]);
  const { levels } = traceTopic(7, Uint32Array.from([0, 1, 2, 3, 4]), xs, ys);
  const bounds = (ring: number[]) => {
    const even = ring.filter((_, index) => index % 2 === 0);
    return [Math.min(...even), Math.max(...even)] as const;
  };

  it("goes round the dense place, each level within the one before, and leaves out a paper alone", () => {
    expect(levels.length).toBeGreaterThan(2);
    for (const [index, rings] of levels.entries()) {
      expect(rings).toHaveLength(1);
      const [left, right] = bounds(rings[0]!);
      expect(left).toBeLessThan(20_200);
      expect(right).toBeGreaterThan(20_200);
      expect(right).toBeLessThan(30_000);
      if (index > 0)
        expect(right - left).toBeLessThan(bounds(levels[index - 1]![0]!)[1] - bounds(levels[index - 1]![0]!)[0]);
    }
  });

  it("has none for a topic of one paper", () => {
    expect(traceTopic(1, Uint32Array.from([0]), xs, ys).levels).toEqual([]);
  });
});
