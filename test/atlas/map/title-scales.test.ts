import { describe, expect, it } from "vitest";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { findTitleScales, reachOfTitle } from "../../../pipeline/atlas/client/map/title-scales.ts";
import { createRandom } from "../../../pipeline/random.ts";

const RANGE = 10_000;
const RADIUS = 4;

function findScales(places: readonly (readonly [number, number])[], floor = 0.01) {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const most = { width: 100, height: 20 };
  const grid = buildPointGrid(xs, ys, RANGE);
  return findTitleScales({
    ...{ xs, ys, grid, textOf: () => most, most, radius: RADIUS },
    order: places.map((_, row) => row),
    floor: places.map(() => floor),
  });
}

describe("findTitleScales", () => {
  it("lets a paper that stands alone have its title at the right from the first scale on", () => {
    const { from, side } = findScales([[5000, 5000]]);
    expect([from[0], side[0]]).toEqual([0.01, 0]);
  });

  it("puts the titles of two neighbours on the two sides away from each other", () => {
    const { from, side } = findScales([
      [5000, 5000],
      [5100, 5000],
    ]);
    expect([...side]).toEqual([1, 0]);
    // Titles of two lines keep 4 pixels between them, which 100 units make from this scale on.
    expect([...from]).toEqual([0.01, 0.04]);
  });

  it("never gives two papers at one place both a title", () => {
    const { from } = findScales([
      [10, 10],
      [10, 10],
    ]);
    expect([...from].filter(Number.isFinite).length).toBeLessThanOrEqual(1);
  });

  it("lets no title cover a dot or another title at any scale on, and takes none away", () => {
    const random = createRandom(3, "titles");
    const places = Array.from({ length: 300 }, () => [random.integer(RANGE), random.integer(RANGE)] as const);
    const { from, side } = findScales(places, 0.02);
    let stood = 0;
    for (const scale of [0.02, 0.03, 0.05, 0.08, 0.13, 0.3, 0.7, 2]) {
      const shown = [...from.keys()].filter((row) => from[row]! <= scale);
      expect(shown.length).toBeGreaterThanOrEqual(stood);
      stood = shown.length;
      const boxes = shown.map((row) => {
        const { left, right, top, bottom } = reachOfTitle({ width: 100, height: 20 }, side[row]!, RADIUS);
        const [x, y] = [places[row]![0] * scale, places[row]![1] * scale];
        return { row, left: x + left, right: x + right, top: y + top, bottom: y + bottom };
      });
      for (const [index, a] of boxes.entries()) {
        const overlapped = boxes
          .slice(index + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
        const covered = places.filter(
          ([x, y], row) =>
            row !== a.row && x * scale > a.left && x * scale < a.right && y * scale > a.top && y * scale < a.bottom,
        );
        expect([overlapped, covered], `scale ${scale}, paper ${a.row}`).toEqual([[], []]);
      }
    }
    expect(stood).toBeGreaterThan(145);
  });
});
