import { describe, expect, it } from "vitest";
import { collectPhrases, modifierOf } from "../../pipeline/labels/corpus-phrases.ts";
import { phraseOf } from "./phrases-of.ts";

const OPTIONS = { maxTermWords: 4, maxWordShare: 0.85 };

describe("collectPhrases", () => {
  const papers = [
    { title: "KV cache compression", text: "KV cache compression. The KV cache is large." },
    { title: "Reuse", text: "Reuse. We reuse a key-value (KV) cache. Multilingual models." },
    { title: "On tokens", text: "On tokens. The KV caches, and multilingual models of it." },
  ];
  const corpus = collectPhrases(papers, OPTIONS);

  it("collects the phrases of two papers at least", () => {
    expect(corpus.phrases.map(({ surface }) => surface)).toContain("KV caches");
    expect(corpus.phrases.every(({ documents }) => documents.length >= 2)).toBe(true);
  });

  it("finds a phrase in a title, whole there or not", () => {
    const key = corpus.phrases.find(({ surface }) => surface === "KV caches")!.key;
    expect([...corpus.inTitles.get(key)!]).toEqual([0]);
  });

  it("finds the papers with the first word of a phrase", () => {
    expect([...corpus.modifiers.get("multilingual")!]).toEqual([1, 2]);
  });
});

describe("modifierOf", () => {
  it("gives the key of the first word, one with hyphens as one", () => {
    expect(modifierOf(phraseOf("Multilingual models", []))).toBe("multilingual");
    expect(modifierOf(phraseOf("self-supervised speech models", []))).toBe("selfsupervised");
  });
});
