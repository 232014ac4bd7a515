import { describe, expect, it } from "vitest";
import { readPartialDate } from "../../pipeline/input/partial-date.ts";

describe("readPartialDate", () => {
  it.each([
    ["2024", "2024"],
    ["2024-05", "2024-05"],
    ["2024/5/7", "2024-05-07"],
    ["20240507", "2024-05-07"],
    ["2024-05-07T23:59:59.000Z", "2024-05-07"],
    ["2024 May 7", "2024-05-07"],
    ["2024 Dec", "2024-12"],
    ["May 2024", "2024-05"],
    ["7 May 2024", "2024-05-07"],
    ["Mon, 03 Aug 2026 02:05:52 +0000", "2026-08-03"],
    ["September 3rd, 2024", "2024-09-03"],
    ["17. 5. 2024", "2024-05-17"],
  ])("reads %s as %s", (text, date) => {
    expect(readPartialDate(text)).toBe(date);
  });

  it.each(["", "soon", "2024-13", "2024-02-30", "03/04/2026", "0000", "24"])("takes %s for no date", (text) => {
    expect(readPartialDate(text)).toBeNull();
  });
});
