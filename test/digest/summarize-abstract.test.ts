import { describe, expect, it } from "vitest";
import { summarizeAbstract } from "../../pipeline/digest/summarize-abstract.ts";

describe("summarizeAbstract", () => {
  it("takes what the authors did, and the next sentence", () => {
    expect(summarizeAbstract("Much is known. We propose a method. It works. Code is there.")).toBe(
      "We propose a method. It works.",
    );
    expect(summarizeAbstract("Much is known. This paper presents a survey. It is long.")).toBe(
      "This paper presents a survey. It is long.",
    );
  });

  it("takes the sentence before too where what they did comes last", () => {
    expect(summarizeAbstract("Much is known. Little is done. We introduce a data set.")).toBe(
      "Little is done. We introduce a data set.",
    );
  });

  it("takes the first two where no sentence says it", () => {
    expect(summarizeAbstract("One is here. Two is here. Three is here.")).toBe("One is here. Two is here.");
  });

  it("leaves a single sentence, and nothing, as it is", () => {
    expect(summarizeAbstract("We propose it")).toBe("We propose it");
    expect(summarizeAbstract("")).toBe("");
  });

  it("cuts what is long at a word, and a word that is longer still between characters", () => {
    const long = summarizeAbstract(`We propose ${"very, ".repeat(200)}long things.`);
    expect([...long].length).toBeLessThanOrEqual(421);
    expect(long).toMatch(/very…$/);
    expect(summarizeAbstract("🧪".repeat(500))).toBe(`${"🧪".repeat(420)}…`);
  });
});
