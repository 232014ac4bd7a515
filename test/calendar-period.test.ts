import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDay, writeDay } from "../pipeline/calendar-day.ts";
import { choosePeriodUnit, listPeriods, namePeriod, PERIOD_UNITS, startPeriod } from "../pipeline/calendar-period.ts";
import type { Database } from "../pipeline/database/database.ts";
import { openTables } from "./database/fill-table.ts";

const day = (text: string) => readDay(text)!;

describe("startPeriod", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTables();
  });
  afterAll(() => database.close());

  it.each([
    ["2025-08-31", "day", 1, "2025-09-01"],
    ["2025-08-17", "week", 0, "2025-08-11"],
    ["2025-08-18", "week", 0, "2025-08-18"],
    ["2025-12-31", "week", 1, "2026-01-05"],
    ["1969-12-31", "week", 0, "1969-12-29"],
    ["2025-12-31", "month", 1, "2026-01-01"],
    ["2025-12-31", "quarter", 0, "2025-10-01"],
    ["2024-02-29", "year", 1, "2025-01-01"],
    ["2029-02-28", "decade", 1, "2030-01-01"],
  ] as const)("of %s, %s, %d later is %s", (text, unit, later, start) => {
    expect(writeDay(startPeriod(day(text), unit, later))).toBe(start);
  });

  it("is that of date_trunc in SQL", async () => {
    for (const text of ["1333-05-05", "1969-07-20", "1999-12-31", "2000-01-01", "2026-11-28"]) {
      const columns = PERIOD_UNITS.map((unit) => `date_trunc('${unit}', DATE '${text}')::DATE::VARCHAR AS ${unit}`);
      const [row] = await database.query<Record<string, string>>(`SELECT ${columns.join(", ")}`);
      const starts = PERIOD_UNITS.map((unit) => [unit, writeDay(startPeriod(day(text), unit))]);
      expect(Object.fromEntries(starts)).toEqual(row);
    }
  });
});

describe("choosePeriodUnit", () => {
  it("is the shortest of which there are few enough, none finer than days are known", () => {
    const [first, last] = [day("2026-06-01"), day("2026-08-21")];
    expect(choosePeriodUnit(first, last, "day", 120)).toBe("day");
    expect(choosePeriodUnit(first, last, "day", 48)).toBe("week");
    expect(choosePeriodUnit(first, last, "month", 120)).toBe("month");
    expect(choosePeriodUnit(day("0001-01-01"), day("9999-12-31"), "day", 2)).toBe("millennium");
  });

  it("counts periods as they are listed", () => {
    const [first, last] = [day("2026-02-27"), day("2026-04-01")];
    expect(listPeriods(first, last, "month").map(writeDay)).toEqual([
      "2026-02-01",
      "2026-03-01",
      "2026-04-01",
      "2026-05-01",
    ]);
    expect(choosePeriodUnit(first, last, "month", 3)).toBe("month");
    expect(choosePeriodUnit(first, last, "month", 2)).toBe("quarter");
  });
});

describe("namePeriod", () => {
  it("is a day, a month or a year", () => {
    expect(PERIOD_UNITS.slice(0, 5).map((unit) => namePeriod("2026-10-01", unit))).toEqual([
      "2026-10-01",
      "2026-10-01",
      "2026-10",
      "2026-10",
      "2026",
    ]);
  });
});
