import { describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { LONGEST_QUESTION, readQuestion } from "../../pipeline/search/read-question.ts";

describe("readQuestion", () => {
  it("leaves out words that only hold a sentence together, unless there are no others", () => {
    expect(readQuestion("What are the caches of an owl, and which cache?")).toEqual(["caches", "owl"]);
    expect(readQuestion("To be or not to be")).toEqual(["to", "be", "or", "not"]);
  });

  it("refuses a question without words, and one that is too long", () => {
    for (const question of ["", "  ", "?!", "\u001b"]) expect(() => readQuestion(question)).toThrow(UserError);
    expect(readQuestion("a".repeat(LONGEST_QUESTION))).toHaveLength(1);
    expect(() => readQuestion("a".repeat(100_000))).toThrow("100,000 characters, 10,000 at most");
  });
});
