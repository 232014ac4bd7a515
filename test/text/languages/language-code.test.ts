import { describe, expect, it } from "vitest";
import { nameLanguage, readLanguageCode } from "../../../pipeline/text/languages/language-code.ts";

describe("readLanguageCode", () => {
  it.each([
    ["en", "en"],
    ["eng", "en"],
    ["en-US", "en"],
    ["en_GB", "en"],
    [" English ", "en"],
    ["ger", "de"],
    ["Deutsch", "de"],
    ["français", "fr"],
    ["chi", "zh"],
    ["zh-Hant-TW", "zh"],
    ["日本語", "ja"],
    ["pt-BR", "pt"],
  ])("reads %s as %s", (given, code) => {
    expect(readLanguageCode(given)).toBe(code);
  });

  it.each(["", "und", "mul", "xx", "French; English", "x-y", '["en"]'])("reads no language in %j", (given) => {
    expect(readLanguageCode(given)).toBeNull();
  });

  it("is undone by nameLanguage", () => {
    for (const code of ["en", "fr", "zh", "ja", "ru"]) expect(readLanguageCode(nameLanguage(code))).toBe(code);
  });
});
