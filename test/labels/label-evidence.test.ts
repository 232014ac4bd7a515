import { describe, expect, it } from "vitest";
import { findEvidence } from "../../pipeline/labels/label-evidence.ts";
import { phraseOf } from "./phrases-of.ts";

describe("findEvidence", () => {
  const VIDEO = phraseOf("video generation", []);
  const GRAPH = phraseOf("graph kernels", []);
  const rowsCited = (texts: string[], phrases: ReturnType<typeof phraseOf>[], limit = 5) =>
    findEvidence(untitled(texts), [...texts.keys()], phrases, limit).map(({ row }) => row);
  const untitled = (texts: string[]) => texts.map((text) => ({ title: "", text }));

  it("quotes the first sentence of a document that has the phrase", () => {
    const text = "We like films. Video generation is slow. We speed up video generation.";
    expect(findEvidence(untitled([text]), [0], [VIDEO], 5)).toEqual([
      { row: 0, term: "video generation", sentence: { start: 15, end: 40, text: "Video generation is slow." } },
    ]);
  });

  it("cites no title where a sentence of a paper has the phrase, and titles where none has", () => {
    const document = (title: string, abstract: string) => ({ title, text: `${title}. ${abstract}` });
    const named = document("Video generation 🎬", "It is slow.");
    const told = document("Films with graph kernels", "They are short. We try video generation.");
    const sentences = findEvidence([named, told], [0, 1], [VIDEO, GRAPH], 5).map(({ sentence }) => sentence.text);
    expect(sentences).toEqual(["We try video generation."]);
    const titles = findEvidence([named, told], [0, 1], [GRAPH], 5).map(({ sentence }) => sentence.text);
    expect(titles).toEqual(["Films with graph kernels."]);
  });

  it("finds the phrase in any of its spellings, and nothing that only looks like it", () => {
    const preTraining = phraseOf("pre-training method", []);
    const texts = [
      "Pretraining methods!",
      "A pre-training method.",
      "pre training method",
      "pre-trained methods",
      "method of pretraining",
    ];
    expect(rowsCited(texts, [preTraining])).toEqual([0, 1, 2]);
    expect(
      rowsCited(["We optimise tokenisers.", "The tokenizers.", "Token izers"], [phraseOf("tokenizer", [])]),
    ).toEqual([0, 1, 2]);
  });

  it("finds no phrase across punctuation", () => {
    expect(rowsCited(["We like video, generation is hard.", "Video. Generation."], [VIDEO])).toEqual([]);
  });

  it("takes the documents in the order given, as many as asked for", () => {
    const texts = Array(6).fill("On video generation.");
    expect(findEvidence(untitled(texts), [4, 2, 5, 0], [VIDEO], 3).map(({ row }) => row)).toEqual([4, 2, 5]);
    expect(findEvidence(untitled(texts), [4, 2], [VIDEO], 3).map(({ row }) => row)).toEqual([4, 2]);
  });

  it("lets phrases take turns while each has documents, and cites no document twice", () => {
    const texts = [
      "Video generation.",
      "Video generation.",
      "Video generation and graph kernels.",
      "Graph kernels.",
      "Video generation.",
    ];
    expect(rowsCited(texts, [VIDEO, GRAPH])).toEqual([0, 2, 1, 3, 4]);
  });

  it("survives 100 kB without a full stop", () => {
    const texts = ["graph ".repeat(17_000), "🙂".repeat(25_000), "a-".repeat(50_000)].map(
      (text) => `${text} graph kernels`,
    );
    expect(rowsCited(texts, [GRAPH])).toEqual([0, 1, 2]);
  });

  it("has none without phrases or rows", () => {
    expect(findEvidence(untitled(["Video generation."]), [0], [], 5)).toEqual([]);
    expect(findEvidence(untitled(["Video generation."]), [], [VIDEO], 5)).toEqual([]);
  });
});
