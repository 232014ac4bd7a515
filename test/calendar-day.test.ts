import { describe, expect, it } from "vitest";
import { readDay, shiftDay, writeDay } from "../pipeline/calendar-day.ts";

describe("a day of the calendar", () => {
  it("is counted from 1970 and written back", () => {
    expect(["1970-01-02", "0001-01-01", "9999-12-31"].map((day) => writeDay(readDay(day)!))).toEqual([
      "1970-01-02",
      "0001-01-01",
      "9999-12-31",
    ]);
  });

  it("is none in the year 0, which the calendar has not, nor where no such day is", () => {
    expect(["0000-05-01", "2026-02-30", "2026-2-3", ""].map(readDay)).toEqual([null, null, null, null]);
  });

  it("is shifted up to the calendar's ends", () => {
    expect(shiftDay("2024-02-28", 2)).toBe("2024-03-01");
    expect(shiftDay("0001-01-03", -14)).toBe("0001-01-01");
    expect(shiftDay("9999-12-30", 14)).toBe("9999-12-31");
  });
});
