import { describe, expect, it } from "vitest";
import { buildSearchIndex, type SearchText } from "../../pipeline/search/search-index.ts";

const none = () => Promise.resolve();
const text = (title: string, abstract = "", label = "", authors = ""): SearchText => ({
  title,
  abstract,
  label,
  authors,
});

async function build(...texts: SearchText[]) {
  const index = await buildSearchIndex(texts, none);
  return {
    ...index,
    /** Returns the scores for words. */
    ask: (...words: string[]) => [...index.score(index.seek(words, true)).scores],
    /** Returns the texts that hold a word, the best first. */
    find(word: string) {
      const { scores } = index.score(index.seek([word], true));
      return [...scores.keys()].filter((row) => scores[row]! > 0).sort((a, b) => scores[b]! - scores[a]! || a - b);
    },
    formsOf: (word: string) => Object.fromEntries(index.seek([word], true).flatMap(({ forms }) => forms)),
  };
}

describe("buildSearchIndex", () => {
  it("ranks a title over an abstract, and a short text over a long one", async () => {
    const index = await build(
      text("On birds", "owls and more owls"),
      text("Owls"),
      text("Trees", `an owls sentence ${"word ".repeat(80)}`),
    );
    expect(index.find("owls")).toEqual([1, 0, 2]);
  });

  it("finds papers by the label of their topic, and by their authors after those that have the name in the title", async () => {
    const index = await build(text("b", "", "Graph nets", "Ada Owen\nCy Élan"), text("Owen's law"), text("c"));
    expect(index.find("graph")).toEqual([0]);
    expect(index.find("owen")).toEqual([1, 0]);
    expect(index.find("elan")).toEqual([0]);
  });

  it("takes number and spelling for one word, and others of its stem for half", async () => {
    const index = await build(text("model models modelling modeler"), text("quantization quantized"), text("tree"));
    expect(index.formsOf("models")).toEqual({ model: 1, models: 1, modelling: 0.5, modeler: 0.5 });
    expect(index.formsOf("quantisation")).toEqual({ quantization: 1, quantized: 0.5 });
    expect(index.listForms("model")).toEqual(["model", "models"]);
    expect(index.listForms("constructor")).toEqual([]);
    expect(index.listHolders("models")).toEqual([0]);
    expect(index.listHolders("constructor")).toEqual([]);
  });

  it("takes a word that no text has for a beginning, else for a slip", async () => {
    const index = await build(text("transformer"), text("transit"), text("graph"));
    expect(index.formsOf("trans")).toEqual({ transformer: 0.5, transit: 0.5 });
    expect(index.seek(["grpah", "owl"], true)).toEqual([
      { word: "grpah", corrected: "graph", forms: [["graph", 1]] },
      { word: "owl", corrected: null, forms: [] },
    ]);
    expect(index.seek(["grpah"], false)).toEqual([{ word: "grpah", corrected: null, forms: [] }]);
  });

  it("looks words of one stem up once, corrected ones too", async () => {
    const index = await build(text("forgetting graphs"));
    expect(index.seek(["forget", "forgetting", "graph", "grpahs"], true).map(({ word }) => word)).toEqual([
      "forget",
      "graph",
    ]);
  });

  it("scores texts that hold any of the words, by hand: BM25 with k1 1.2 and b .75", async () => {
    const index = await build(text("", "owl"), text("", "owls owl tree"), text("", "bush shrub"));
    const scores = index.ask("owl", "owls", "tree", "whale");
    // Mean length 2. Two of three texts hold owl: ln(1 + 1.5 / 2.5); one holds tree: ln(1 + 2.5 / 1.5).
    const [owl, tree] = [Math.log(1.6), Math.log(1 + 2.5 / 1.5)];
    const share = (count: number, length: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 2));
    expect(scores[0]).toBeCloseTo(owl * share(1, 1), 12);
    expect(scores[1]).toBeCloseTo(owl * share(2, 3) + tree * share(1, 3), 12);
    expect(scores[2]).toBe(0);
    expect(index.ask()).toEqual([0, 0, 0]);
  });

  it("counts how many of the words a text holds", async () => {
    const index = await build(text("owl tree"), text("tree"), text("bush"));
    expect([...index.score(index.seek(["owl", "trees", "whale"], true)).held]).toEqual([2, 1, 0]);
  });

  it("scores the same for the same words, whatever was asked before", async () => {
    const index = await build(text("owl tree"), text("tree", "owl owl"));
    const before = index.ask("owl");
    index.ask("tr");
    index.ask("tree", "owl");
    expect(index.ask("owl")).toEqual(before);
  });

  it("takes no word for a pattern or a name of the language", async () => {
    const index = await build(text("c++ (a|b) <script> toString"));
    for (const word of ["script", "tostring", "c"]) expect(index.find(word)).toEqual([0]);
    for (const word of ["constructor", "proto"]) expect(index.find(word)).toEqual([]);
  });
});
