import { describe, expect, it } from "vitest";
import { findCommonestLanguage } from "../../pipeline/atlas/commonest-language.ts";

describe("findCommonestLanguage", () => {
  it.each([
    [["fr", "en", "", "fr", "", ""], "fr"],
    [["fr", "en"], "en"],
    [["", ""], ""],
    [[], ""],
  ])("of %j is %j", (languages, expected) => {
    expect(findCommonestLanguage(languages)).toBe(expected);
  });
});
