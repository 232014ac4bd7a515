import { expect, it } from "vitest";
import {
  isEmptyWord,
  isPlural,
  isVerbSign,
  mayBegin,
  mayEnd,
  mayStandInside,
  normalizeWord,
} from "../../pipeline/text/word-forms.ts";

it.each([
  ["models", "model"],
  ["boundaries", "boundary"],
  ["matrices", "matrix"],
  ["biases", "bias"],
  ["caches", "cache"],
  ["dynamics", "dynamics"],
  ["atlases", "atlas"],
  ["optimisation", "optimization"],
  ["generalisations", "generalization"],
  ["tokenisers", "tokenizer"],
  ["summarising", "summarizing"],
  ["minimised", "minimized"],
])("brings %s to %s", (word, form) => {
  expect(normalizeWord(word)).toBe(form);
  expect(normalizeWord(form)).toBe(form);
});

it.each(["noise", "precise", "exercise", "wise", "bias", "basis", "constructor", "__proto__", "", "漢字"])(
  "leaves %s",
  (word) => {
    expect(normalizeWord(word)).toBe(word);
  },
);

it("finds words empty that say nothing at the edge of a phrase", () => {
  for (const word of ["the", "approach", "significantly", "robustly"]) expect(isEmptyWord(word)).toBe(true);
  for (const word of ["graph", "family", "fly", "supply"]) expect(isEmptyWord(word)).toBe(false);
});

it("lets no empty word and no gerund of what authors do begin a heading", () => {
  for (const word of ["the", "achieving", "improving", "approach"]) expect(mayBegin(word)).toBe(false);
  for (const word of ["graph", "reasoning", "visual"]) expect(mayBegin(word)).toBe(true);
});

it("lets no possessive stand at the edge of a heading", () => {
  for (const word of ["model's", "models'", "model’s"]) expect([mayBegin(word), mayEnd(word)]).toEqual([false, false]);
});

it("knows plurals", () => {
  for (const word of ["models", "matrices", "boundaries"]) expect(isPlural(word)).toBe(true);
  for (const word of ["model", "dynamics", "bias", ""]) expect(isPlural(word)).toBe(false);
});

it("lets no adjective and no verb end a heading, but nouns that look like one", () => {
  for (const word of ["visual", "generative", "robust-aware", "optimize", "classify", "trained"])
    expect(mayEnd(word)).toBe(false);
  for (const word of ["graph", "retrieval", "metric", "music", "feed"]) expect(mayEnd(word)).toBe(true);
});

it("lets no letter, number or version stand in a heading, but names with a digit", () => {
  for (const word of ["x", "7", "gpt-4", "v2", "of"]) expect(mayStandInside(word)).toBe(false);
  for (const word of ["3d", "5g", "graph", "ai"]) expect(mayStandInside(word)).toBe(true);
});

it("takes a modal before a word, or a determiner after it, as the sign of a verb", () => {
  expect(isVerbSign("can", "before")).toBe(true);
  expect(isVerbSign("the", "after")).toBe(true);
  expect(isVerbSign("can", "after")).toBe(false);
  expect(isVerbSign("the", "before")).toBe(false);
});
