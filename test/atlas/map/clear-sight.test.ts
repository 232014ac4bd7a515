import { describe, expect, it } from "vitest";
import { edgesOf, isCovered } from "../../../pipeline/atlas/client/map/clear-sight.ts";

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
