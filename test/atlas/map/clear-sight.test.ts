import { describe, expect, it } from "vitest";
import { edgesOf, findSight } from "../../../pipeline/atlas/client/map/clear-sight.ts";

const COVER = { left: 100, top: 100, right: 200, bottom: 140 };
const textAt = (x: number, y: number) => edgesOf({ x, y, width: 60, height: 20 });

describe("findSight", () => {
  it("sees all of a text beside a control, to the pixel", () => {
    expect(findSight(textAt(70, 120), [COVER])).toBe(1);
    expect(findSight(textAt(150, 90), [COVER])).toBe(1);
    expect(findSight(textAt(150, 120), [])).toBe(1);
  });

  it("sees the less of a text the further it lies under a control, and then nothing", () => {
    expect(findSight(textAt(73, 120), [COVER])).toBeCloseTo(0.5);
    expect(findSight(textAt(150, 92), [COVER])).toBeCloseTo(2 / 3);
    expect(findSight(textAt(80, 120), [COVER])).toBe(0);
    expect(findSight(textAt(150, 120), [COVER])).toBe(0);
  });

  it("takes the cover that hides most", () => {
    const above = { left: 0, top: 0, right: 300, bottom: 110 };
    expect(findSight(textAt(73, 121), [COVER, above])).toBeCloseTo(0.5);
    expect(findSight(textAt(73, 115), [COVER, above])).toBeCloseTo(1 / 6);
  });
});
