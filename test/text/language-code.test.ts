import { expect, it } from "vitest";
import { readLanguageCode } from "../../pipeline/text/language-code.ts";

it.each([
  ["en", "en"],
  ["en-US", "en"],
  ["pt_BR", "pt"],
  ["zh-Hans-CN", "zh"],
  ["eng", "en"],
  ["fre", "fr"],
  ["ger", "de"],
  ["English", "en"],
  [" german ", "de"],
  ["und", null],
  ["", null],
  ["x", null],
  ["some words", null],
  ["en--", null],
  ["en-aa-aa-aa", "en"],
])("the language of %j is %j", (text, code) => {
  expect(readLanguageCode(text)).toBe(code);
});
