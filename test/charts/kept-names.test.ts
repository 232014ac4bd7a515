import { describe, expect, it } from "vitest";
import { keepName } from "../../pipeline/charts/kept-names.ts";
import { judgeKeptPosition } from "../../pipeline/charts/label-positions.ts";
import { PointIndex } from "../../pipeline/charts/name-surroundings.ts";

const place = { topic_id: 3, x: 1, y: 2, line_x: null, line_y: null };

describe("keepName", () => {
  it("keeps a place of the same kind, and a number where a name had no room", () => {
    const [name, number] = [{ ...place, kind: "name" } as const, { ...place, kind: "number" } as const];
    expect(keepName("name", name)).toEqual({ kind: "name", before: name });
    expect(keepName("name", number)).toEqual({ kind: "number", before: number });
  });

  it("seeks a place anew for a number that was a name, and for a topic that is new", () => {
    expect(keepName("number", { ...place, kind: "name" })).toEqual({ kind: "number", before: undefined });
    expect(keepName("broad", undefined)).toEqual({ kind: "broad", before: undefined });
  });
});

describe("judgeKeptPosition", () => {
  const xs = [100, 110, 120, 130];
  const judge = (owners: number[], middle = { x: 115, y: 80 }, from: { x: number; y: number } | null = null) => {
    const points = { xs: Float64Array.from(xs), ys: Float64Array.from(xs, () => 100) };
    const request = { anchorX: 110, anchorY: 100, width: 40, height: 12, topic: 0, owners: Int32Array.from(owners) };
    const ground = { points, index: new PointIndex(points), frame: { width: 200, height: 200 } };
    return judgeKeptPosition(middle, from, request, ground);
  };

  it("is true and clear above its own points, whatever came beside them", () => {
    expect(judge([0, 0, 0, 0])).toMatchObject({ isTrue: true, isClear: true, leader: null });
    expect(judge([0, 0, -1, -1])).toMatchObject({ isTrue: true, isClear: true });
  });

  it("is untrue where most of what is nearest is another topic's", () => {
    expect(judge([0, 1, 1, 1]).isTrue).toBe(false);
  });

  it("is not clear over another topic's point, over one without a topic, or outside the picture", () => {
    expect(judge([0, 0, 1, 0], { x: 115, y: 100 }).isClear).toBe(false);
    expect(judge([0, 0, -1, 0], { x: 115, y: 100 }).isClear).toBe(false);
    expect(judge([0, 0, 0, 0], { x: 115, y: 3 }).isClear).toBe(false);
  });

  it("draws its line from where that started to the near edge of the box", () => {
    const from = { x: 110, y: 100 };
    expect(judge([0, 0, 0, 0], { x: 115, y: 40 }, from).leader).toEqual({ x1: 110, y1: 100, x2: 110, y2: 46 });
  });
});
