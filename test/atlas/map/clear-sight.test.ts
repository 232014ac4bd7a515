import { describe, expect, it } from "vitest";
import { edgesOf, isCovered, moveIntoSight } from "../../../pipeline/atlas/client/map/clear-sight.ts";

const COVER = { left: 100, top: 100, right: 200, bottom: 140 };
const textAt = (x: number, y: number) => edgesOf({ x, y, width: 60, height: 20 });

describe("isCovered", () => {
  it("lets a text stand beside a control, its halo of 4 pixels under it", () => {
    expect(isCovered(textAt(74, 120), [COVER])).toBe(false);
    expect(isCovered(textAt(150, 94), [COVER])).toBe(false);
    expect(isCovered(textAt(70, 90), [COVER])).toBe(false);
    expect(isCovered(textAt(150, 120), [])).toBe(false);
  });

  it("tells a text of which more lies under any control", () => {
    expect(isCovered(textAt(75, 120), [COVER])).toBe(true);
    expect(isCovered(textAt(150, 95), [COVER])).toBe(true);
    expect(isCovered(textAt(150, 120), [{ left: 0, top: 0, right: 50, bottom: 50 }, COVER])).toBe(true);
  });
});

describe("moveIntoSight", () => {
  const window = { width: 400, height: 300 };
  const boxAt = (x: number, y: number) => ({ x, y, width: 60, height: 20 });

  it("leaves a name that is in sight, and one that is out of the window", () => {
    for (const box of [boxAt(50, 50), boxAt(-40, 50), boxAt(50, 320), boxAt(431, 50)])
      expect(moveIntoSight(box, window, [COVER])).toEqual(box);
  });

  it("moves a name that the window's edge would cut just as far as needed", () => {
    expect(moveIntoSight(boxAt(-20, 50), window, [])).toEqual(boxAt(30, 50));
    expect(moveIntoSight(boxAt(390, 295), window, [])).toEqual(boxAt(370, 290));
  });

  it("moves a name out from under a cover by the shortest way that is free", () => {
    expect(moveIntoSight(boxAt(190, 125), window, [COVER])).toEqual(boxAt(190, 156));
    const below = { left: 100, top: 140, right: 400, bottom: 300 };
    expect(moveIntoSight(boxAt(190, 125), window, [COVER, below])).toEqual(boxAt(190, 84));
  });

  it("leaves a name where every free place is far from its own", () => {
    const card = { left: 0, top: 0, right: 390, bottom: 300 };
    expect(moveIntoSight(boxAt(50, 150), window, [card])).toEqual(boxAt(50, 150));
  });
});
