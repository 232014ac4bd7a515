import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isPlainlyEnglish } from "../../../pipeline/text/languages/plain-english.ts";

const LANGUAGES = new URL("../../data/languages/", import.meta.url);

function readTexts(): string[] {
  return readdirSync(LANGUAGES)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(new URL(name, LANGUAGES), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line))
    .map(({ title, abstract }) => `${title}. ${abstract}`);
}

const ENGLISH =
  "Reading by the light of lamps. We study how the light of lamps is taken for that of the day, and by which of our readers. The results are from two years of reading in a library.";

it("knows an English abstract by its commonest words", () => {
  expect(isPlainlyEnglish(ENGLISH)).toBe(true);
});

it("does not know one by its title alone, or by half of it", () => {
  const half = ENGLISH.slice(0, 90);
  expect(
    isPlainlyEnglish(`${half} Ergebnisse aus zwei Jahren Lektüre bei Lampenlicht in einer Bibliothek liegen vor.`),
  ).toBe(false);
  expect(
    isPlainlyEnglish(`${half} Resultados de dos anos de lectura con luz de lampara en una biblioteca publica.`),
  ).toBe(false);
});

it("does not take for English what its relatives write with words of the same letters", () => {
  const dutch =
    "Of het licht van lampen dat van de dag is. We onderzoeken of lezen bij lamplicht beter is, en of het voor lezers goed is. We tonen dat het is wat we dachten, of het nu laat is of vroeg.";
  const afrikaans =
    "Die lig van lampe is goed. Ons kyk of dit by lig beter is, en of dit by nag goed is. Dit is wat ons by die huis sien: die lig is warm, of dit nou laat is of vroeg by die werk is.";
  const danish =
    "Lys fra lamper for folk i by og land. To hold af personer blev bedt om at finde vej i en by ved lys fra lamper. For to af tre er det nok, for to by er det ikke.";
  for (const text of [dutch, afrikaans, danish]) expect(isPlainlyEnglish(text)).toBe(false);
});

it("does not know a text with letters of another alphabet, or without words", () => {
  expect(isPlainlyEnglish(`${ENGLISH.slice(0, 100)} 読書 ${ENGLISH.slice(100)}`)).toBe(false);
  expect(isPlainlyEnglish("")).toBe(false);
  expect(isPlainlyEnglish("x + y = z; a b c d")).toBe(false);
});

it("takes no text of another language for English", () => {
  const texts = readTexts();
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter(isPlainlyEnglish)).toEqual([]);
});
