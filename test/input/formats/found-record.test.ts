import { describe, expect, it } from "vitest";
import { toFoundRecord } from "../../../pipeline/input/formats/found-record.ts";

const PLACE = { line: 3, raw: "as it stands" };

describe("toFoundRecord", () => {
  it("gives a record its place, and keeps its texts as they stand", () => {
    expect(toFoundRecord(PLACE, { title: " T", abstract: "A\n", rank: 1 })).toEqual({
      line: 3,
      title: " T",
      abstract: "A\n",
      rank: 1,
    });
  });

  it.each([
    [null, "A", "title: is missing"],
    ["T", " \n", "abstract: is missing"],
    ["", null, "title: is missing; abstract: is missing"],
    ["T", "[No abstract available]", 'abstract: "[No abstract available]": says that there is none'],
    ["T", "An abstract is unavailable.", 'abstract: "An abstract is unavailable.": says that there is none'],
    ["T", "N/A", 'abstract: "N/A": says that there is none'],
  ])("rejects %j with %j", (title, abstract, reason) => {
    expect(toFoundRecord(PLACE, { title, abstract })).toEqual({ ...PLACE, reason });
  });

  it("keeps an abstract that only begins so", () => {
    expect(toFoundRecord(PLACE, { title: "T", abstract: "No abstract nonsense is needed." })).not.toHaveProperty(
      "reason",
    );
  });
});
