import { describe, expect, it } from "vitest";
import { describePeriod } from "../../pipeline/digest/period-text.ts";

describe("describePeriod", () => {
  it.each([
    ["2026-08-21", "2026-08-21", "21 August 2026"],
    ["2026-08-01", "2026-08-07", "1 to 7 August 2026"],
    ["2026-07-28", "2026-08-03", "28 July to 3 August 2026"],
    ["2025-12-30", "2026-01-05", "30 December 2025 to 5 January 2026"],
  ])("says no month and year twice: %s to %s", (from, to, text) => {
    expect(describePeriod({ kind: "days", from, to })).toBe(text);
  });

  it("names a page by its file", () => {
    expect(describePeriod({ kind: "page", source: "seeds/004.txt", listedText: null })).toBe("page 004.txt");
  });
});
