import { describe, expect, it } from "vitest";
import type { AtlasTopic } from "../../../pipeline/atlas/atlas-data.ts";
import { chooseHaze, smoothRing } from "../../../pipeline/atlas/client/map/contours.ts";
import { findPlace } from "../../../pipeline/atlas/client/map/place-line.ts";
import { findMass } from "../../../pipeline/atlas/client/map/topic-mass.ts";

describe("findPlace", () => {
  const topic = (id: number, level: number) => ({ id, level }) as AtlasTopic;
  const [broad, web, code] = [topic(9, 1), topic(1, 0), topic(2, 0)];
  const paths = [[broad, web], [broad, web], [broad, code], [broad, code], []];

  it("names the topics of more than half of the papers, the broadest first", () => {
    expect(findPlace([0, 1, 2], (row) => paths[row]!)).toEqual([broad, web]);
    expect(findPlace([0, 1, 2, 3], (row) => paths[row]!)).toEqual([broad]);
    expect(findPlace([0, 4], (row) => paths[row]!)).toEqual([]);
    expect(findPlace([], () => [])).toEqual([]);
  });
});

describe("findMass", () => {
  it("is the paper round which most lie, not the middle of all", () => {
    const x = [0, 1, 2, 1, 90, 91];
    const y = [0, 1, 0, 0, 0, 0];
    expect(findMass([0, 1, 2, 3, 4, 5], { x, y }, 5)).toEqual({ x: 1, y: 0 });
    expect(findMass([], { x, y }, 5)).toBeNull();
  });
});

describe("smoothRing", () => {
  it("runs through the middles of the sides, with the corners as bends", () => {
    const drawn: number[][] = [];
    smoothRing(
      [0, 0, 4, 0, 4, 4],
      (...point) => drawn.push(point),
      (...bend) => drawn.push(bend),
    );
    expect(drawn).toEqual([
      [2, 2],
      [0, 0, 2, 0],
      [4, 0, 4, 2],
      [4, 4, 2, 2],
    ]);
  });
});

describe("chooseHaze", () => {
  it("is whole from afar and gone when near", () => {
    expect([1, 2.5, 7, 50].map(chooseHaze)).toEqual([1, 1, 0, 0]);
    expect(chooseHaze(4)).toBeGreaterThan(0);
    expect(chooseHaze(4)).toBeLessThan(1);
  });
});
