import { describe, expect, it } from "vitest";
import { findShift } from "../../../pipeline/atlas/client/map/keep-in-sight.ts";

const MAP = { left: 400, top: 60, right: 1400, bottom: 860 };
const CARD = { left: 1000, top: 72, right: 1388, bottom: 848 };
const SHEET = { left: 400, top: 500, right: 1400, bottom: 860 };
const shiftOf = (x: number, y: number, cover = CARD as typeof CARD | null) => findShift({ x, y }, MAP, cover, 40);

describe("findShift", () => {
  it("leaves the map where the place can be seen, near an edge too", () => {
    expect(shiftOf(700, 400)).toEqual({ x: 0, y: 0 });
    expect(shiftOf(402, 858)).toEqual({ x: 0, y: 0 });
    expect(shiftOf(1200, 400, null)).toEqual({ x: 0, y: 0 });
  });

  it("moves the map by as little as brings the place out from under a card, or from outside", () => {
    expect(shiftOf(1100, 400)).toEqual({ x: -140, y: 0 });
    expect(shiftOf(1100, 840)).toEqual({ x: -140, y: -20 });
    expect(shiftOf(300, 400)).toEqual({ x: 140, y: 0 });
    expect(shiftOf(700, 2000)).toEqual({ x: 0, y: -1180 });
  });

  it("goes above a sheet that takes the whole width", () => {
    expect(shiftOf(700, 600, SHEET)).toEqual({ x: 0, y: -140 });
  });

  it("brings every place into the free part", () => {
    for (let x = -500; x <= 2000; x += 97) {
      for (let y = -500; y <= 1500; y += 83) {
        const shift = shiftOf(x, y);
        const isSeen = x + shift.x >= MAP.left && x + shift.x <= MAP.right && y + shift.y >= MAP.top;
        const isFree =
          x + shift.x < CARD.left || y + shift.y < CARD.top || y + shift.y > CARD.bottom || x + shift.x > CARD.right;
        expect([isSeen, isFree, y + shift.y <= MAP.bottom]).toEqual([true, true, true]);
      }
    }
  });
});
