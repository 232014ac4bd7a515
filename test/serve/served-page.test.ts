import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_ROWS, readRows, writeRows } from "../../pipeline/atlas/served-page.ts";

describe("writeRows", () => {
  it("writes neighbours as a run", () => {
    expect(writeRows([3, 7, 8, 10, 11, 12, 2])).toBe("3,7-8,10-12,2");
  });

  it("is read back as it was", () => {
    const rows = fc.uniqueArray(fc.nat(999), { minLength: 1, maxLength: MOST_ROWS });
    fc.assert(
      fc.property(rows, (list) => {
        expect(readRows(writeRows(list), 1000)).toEqual(list);
      }),
    );
  });
});

describe("readRows", () => {
  it.each(["", "a", "1,", "1-", "-1", "5-4", "1e3", "0x1", "1.5", " 1", "10", "9-10", "../etc/passwd", "4294967296"])(
    "names nothing among ten rows for %j",
    (text) => expect(readRows(text, 10)).toBeNull(),
  );

  it("names no more than may be asked for at once, in parts or in one", () => {
    expect(readRows(`0-${MOST_ROWS - 1}`, 100_000)).toHaveLength(MOST_ROWS);
    expect(readRows(`0-${MOST_ROWS}`, 100_000)).toBeNull();
    expect(readRows("0-99999", 100_000)).toBeNull();
    expect(readRows("1,".repeat(50_000) + 1, 100_000)).toBeNull();
    expect(
      readRows(
        Array(MOST_ROWS + 1)
          .fill(7)
          .join(),
        10,
      ),
    ).toBeNull();
  });
});
