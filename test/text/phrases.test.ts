import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { findCorpusStopWords } from "../../pipeline/text/corpus-stop-words.ts";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { keyOfPhrase } from "../../pipeline/text/phrase-keys.ts";
import { extractPhraseLists, extractPhrases, isPhraseInside } from "../../pipeline/text/phrases.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";
import { phraseOf } from "../labels/phrases-of.ts";

const OPTIONS = { maxWords: 3, minDocuments: 1, stopWords: new Set<string>() };
const surfaces = (texts: string[], maxWords = 3, minDocuments = 1) =>
  extractPhrases(texts, { ...OPTIONS, maxWords, minDocuments }).map(({ surface }) => surface);
const find = (texts: string[], phrase: string) =>
  extractPhrases(texts, OPTIONS).find(({ key }) => key === keyOfPhrase(phrase));

describe("keyOfPhrase", () => {
  it.each([
    ["language models", "Language Model"],
    ["on-line learning", "online learning"],
    ["optimisation methods", "optimization method"],
    ["pre-training", "pre training"],
  ])("is one for %s and %s", (a, b) => {
    expect(keyOfPhrase(a)).toBe(keyOfPhrase(b));
  });

  it("differs for other words", () => {
    expect(keyOfPhrase("language model")).not.toBe(keyOfPhrase("model language"));
  });
});

describe("extractPhraseLists", () => {
  it("gives a list only what is written in words that its documents have", () => {
    const texts = [
      "pretraining data.",
      "pretraining data.",
      "pre-training data.",
      "pre-training data.",
      "pre-training data.",
    ];
    const lists = extractPhraseLists(texts, { ...OPTIONS, minDocuments: [2, 3, 4] });
    expect(
      lists.map((list) =>
        list.filter(({ words }) => words === 2).map(({ surface, documents }) => [surface, documents]),
      ),
    ).toEqual([[["pre-training data", [0, 1, 2, 3, 4]]], [["pre-training data", [2, 3, 4]]], []]);
  });

  it("gives for every number what extractPhrases gives", () => {
    const random = createRandom(1, "texts");
    const words = "Online on-line on line learning kernels kernel of graphs. pre-training pretraining pre training OLL";
    const choices = words.split(" ");
    const texts = Array.from({ length: 30 }, () => {
      const chosen = Array.from({ length: 6 }, () => choices[random.integer(choices.length)]!);
      return `${chosen.join(" ")}.${random.next() < 0.2 ? " Online learning loop (OLL)." : ""}`;
    });
    const lists = extractPhraseLists(texts, { ...OPTIONS, minDocuments: [1, 2, 5, 9] });
    expect(lists).toEqual([1, 2, 5, 9].map((minDocuments) => extractPhrases(texts, { ...OPTIONS, minDocuments })));
    expect(lists[3]!.length).toBeGreaterThan(0);
  });
});

describe("isPhraseInside", () => {
  it.each([
    ["language model", "large language models"],
    ["language model", "language model alignment"],
    ["pretraining", "pre-training data"],
    ["data", "pre-training data"],
    ["robot", "robotics"],
    ["AI", "AI safety"],
  ])("finds %s in %s", (short, long) => {
    expect(isPhraseInside(phraseOf(short, []), phraseOf(long, []))).toBe(true);
    expect(isPhraseInside(phraseOf(long, []), phraseOf(short, []))).toBe(false);
  });

  it.each([
    ["AI", "training data"],
    ["AI", "aircraft"],
    ["RAG", "storage"],
    ["LLMs", "small models"],
    ["graph", "graphs"],
    ["language generation", "language model generation"],
  ])("does not find %s in %s", (short, long) => {
    expect(isPhraseInside(phraseOf(short, []), phraseOf(long, []))).toBe(false);
  });
});

describe("extractPhrases", () => {
  it("finds runs of content words with the documents they stand in", () => {
    expect(
      extractPhrases(["We study graph kernels.", "The kernel of graph kernels."], { ...OPTIONS, maxWords: 2 }),
    ).toEqual([
      {
        key: "graphkernel",
        surface: "graph kernels",
        parts: ["graph", "kernel"],
        words: 2,
        head: "kernel",
        forms: ["graphkernel"],
        isGeneral: false,
        hasStopWord: false,
        documents: [0, 1],
      },
      {
        key: "kernel",
        surface: "kernels",
        parts: ["kernel"],
        words: 1,
        head: "kernel",
        forms: ["kernel"],
        isGeneral: false,
        hasStopWord: false,
        documents: [0, 1],
      },
    ]);
  });

  it("counts all spellings under one key and shows the commonest", () => {
    const phrase = find(
      ["On-line optimisation!", "online optimization", "online optimization", "The online optimization."],
      "online optimization",
    );
    expect(phrase).toMatchObject({ surface: "online optimization", documents: [0, 1, 2, 3] });
  });

  it("shows a spelling without a capital, unless the word is always written with it", () => {
    expect(surfaces(["Video", "Video", "video"], 1)).toEqual(["video"]);
    expect(surfaces(["GANs", "GANs", "gans"], 1)).toEqual(["GANs"]);
    expect(surfaces(["Bayesian filter", "Bayesian filters", "Bayesian filters"], 2)).toContain("Bayesian filters");
  });

  it("finds no piece of a longer phrase that never stands by itself", () => {
    const found = surfaces([
      "natural language processing",
      "On natural language processing.",
      "The natural language processing",
    ]);
    expect(found).toContain("natural language processing");
    expect(found).not.toContain("natural language");
    expect(found).not.toContain("language processing");
  });

  it("finds a piece that also stands by itself often enough", () => {
    const texts = ["natural language processing", "language processing.", "On language processing."];
    expect(surfaces(texts)).toContain("language processing");
  });

  it("finds a piece that stands before many words, and one that many stand before", () => {
    const caches = [
      "KV cache",
      "KV cache reuse",
      "KV cache size",
      "KV cache layout",
      "KV cache reuse",
      "KV cache size",
    ];
    expect(surfaces(caches)).toContain("KV cache");
    expect(surfaces(["KV cache", "KV cache reuse", "KV cache reuse", "KV cache size"])).not.toContain("KV cache");
    const auctions = ["auctions", "price auctions", "bid auctions", "land auctions", "price auctions", "bid auctions"];
    expect(surfaces(auctions)).toContain("auctions");
  });

  it("ends no phrase with a word joined of others that stands before many", () => {
    const texts = ["long-video", "long-video reuse", "long-video size", "long-video layout", "long-video reuse"];
    expect(surfaces(texts)).not.toContain("long-video");
  });

  it("drops words that are used as verbs, and keeps the same word where it is a noun", () => {
    const asVerb = ["Agents can reason.", "We reason.", "They reason.", "Models may reason."];
    expect(surfaces(asVerb)).not.toContain("reason");
    expect(surfaces(["The reason.", "A reason is this.", "Reason.", "Every reason of it."])).toContain("reason");
    const withObject = ["Networks segment the image.", "Networks segment a scene.", "Networks segment this."];
    expect(surfaces(withObject).some((surface) => surface.includes("segment"))).toBe(false);
  });

  it("neither begins nor ends a phrase with an empty word, nor puts one inside", () => {
    expect(surfaces(["novel graph kernels for the significantly improved results of videos"])).toEqual([
      "graph kernels",
      "videos",
    ]);
  });

  it("lets 'of' stand inside a phrase and no other function word", () => {
    const found = surfaces(["Mixture of experts!", "A mixture of experts", "experts in speech", "of experts of"]);
    expect(found).toContain("mixture of experts");
    expect(found).not.toContain("experts in speech");
    expect(found.some((surface) => surface.startsWith("of ") || surface.endsWith(" of"))).toBe(false);
  });

  it("ends no phrase with an adjective or a verb, in any form, that WordNet knows as nothing else", () => {
    expect(surfaces(["Graphs", "robust", "It operates", "retaining", "Deep", "kernels merging"])).toEqual([
      "Graphs",
      "kernels merging",
    ]);
  });

  it("counts an acronym as what it stands for, and spells it out", () => {
    const texts = [
      "Sparse autoencoders (SAEs) find features.",
      "A sparse autoencoder (SAE).",
      "SAEs of SAEs and sparse autoencoders",
      "SAE training",
    ];
    const [phrase] = extractPhrases(texts, OPTIONS).filter(({ key }) => key === "sparseautoencoder");
    expect(phrase).toMatchObject({ surface: "sparse autoencoders", words: 2, documents: [0, 1, 2, 3] });
    expect(phrase!.forms).toEqual(["sae", "sparseautoencoder"]);
    expect(surfaces(texts).some((surface) => /^SAEs?$/.test(surface))).toBe(false);
  });

  it("keeps an acronym whose long form is too long for a phrase", () => {
    const long = "Bidirectional Encoder Representations from Transformers (BERT)";
    expect(surfaces([`${long} reads.`, `We use ${long}.`, "BERT", "BERT"])).toContain("BERT");
  });

  it("shows a name as it is commonly written, though someone shouts or whispers it", () => {
    const names = Array(10).fill("Armenians");
    expect(surfaces([...names, "ARMENIANS", "armenians"], 1)).toEqual(["Armenians"]);
  });

  it("tells a word that says little by itself", () => {
    const found = extractPhrases(["The properties", "graph properties"], OPTIONS);
    expect(found.map(({ surface, isGeneral }) => [surface, isGeneral])).toEqual([
      ["graph properties", false],
      ["properties", true],
    ]);
  });

  it("holds to the number of words and of documents asked for", () => {
    const texts = ["graph kernel atlas", "graph kernel atlas", "video"];
    expect(extractPhrases(texts, { ...OPTIONS, maxWords: 1 }).every(({ words }) => words === 1)).toBe(true);
    expect(surfaces(texts, 3, 2)).toEqual(["graph kernel atlas"]);
    expect(surfaces(texts, 3, 3)).toEqual([]);
  });

  it("returns phrases in order of key, whatever the order of the texts", () => {
    const texts = ["zebra stripes", "atlas pages", "graph kernels and zebra stripes"];
    const keys = extractPhrases(texts, OPTIONS).map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(extractPhrases([...texts].reverse(), OPTIONS).map(({ key }) => key)).toEqual(keys);
  });

  it("has no phrases where there are no texts, or none with words", () => {
    expect(extractPhrases([], OPTIONS)).toEqual([]);
    expect(extractPhrases(["", "…", "🙂"], OPTIONS)).toEqual([]);
  });

  it("takes words that are names of object properties", () => {
    expect(surfaces(["constructor", "prototype", "valueOf"], 1)).toEqual(["constructor", "prototype", "valueOf"]);
  });

  it.each([
    ["one word over and over", "graph ".repeat(17_000)],
    ["one long word", "graph".repeat(20_000)],
    ["one long hyphenated word", "graph-".repeat(17_000)],
    ["punctuation", ".,;:!?()[]{}".repeat(8400)],
    ["hyphens and spaces", "- ".repeat(50_000)],
    ["hyphens alone", ` ${"-".repeat(100_000)}`],
    ["apostrophes", "a'".repeat(50_000)],
    ["emoji", "🙂👨‍👩‍👧".repeat(7000)],
    ["white space", " \n\t".repeat(33_000)],
  ])("survives 100 kB of %s", (_, text) => {
    expect(surfaces([text, "graph kernels"])).toContain("graph kernels");
  });
});

describe("extractPhrases with stop words", () => {
  const texts = ["Attention layers of a network", "Deep-layer speech", "Layer pruning", "A layer, layer pruning"];
  const options = { ...OPTIONS, stopWords: findCorpusStopWords(readTokens(texts, ENGLISH), 0.5) };

  it("finds no stop word by itself, and one in a longer phrase, which is marked", () => {
    const found = extractPhrases(texts, options);
    expect(found.filter(({ hasStopWord }) => hasStopWord).map(({ surface }) => surface)).toEqual([
      "Attention layers",
      "Deep-layer speech",
      "layer pruning",
    ]);
    expect(found.map(({ surface }) => surface)).not.toContain("layer");
  });

  it("lets the word beside a stop word stand by itself", () => {
    const found = extractPhrases(texts, options).filter(({ hasStopWord }) => !hasStopWord);
    expect(found.map(({ surface }) => surface)).toEqual(["Attention", "network", "pruning", "speech"]);
  });
});

describe("an endless word", () => {
  it("is no phrase, nor part of one", () => {
    const texts = Array.from({ length: 4 }, () => `Graph kernels compare. ${"x".repeat(2000)} kernels.`);
    const phrases = extractPhrases(texts, { maxWords: 4, minDocuments: 2, stopWords: new Set() });
    expect(phrases.map(({ surface }) => surface)).toContain("Graph kernels");
    expect(Math.max(...phrases.map(({ surface }) => surface.length))).toBeLessThan(100);
  });
});

describe("a phrase that is longer than can be shown", () => {
  const find = (phrase: string) =>
    extractPhrases([`the ${phrase}.`, `the ${phrase}.`], { maxWords: 3, minDocuments: 2, stopWords: new Set() });

  it("is none", () => {
    expect(find("alpha lattice model").map(({ surface }) => surface)).toContain("alpha lattice model");
    const long = ["alpha", "lattice", "model"].map((word) => word.repeat(6)).join(" ");
    expect(long.length).toBeLessThan(120);
    expect(find(long).map(({ surface }) => surface)).toContain(long);
    const longer = ["alpha", "lattice", "model"].map((word) => word.repeat(8)).join(" ");
    expect(longer.length).toBeGreaterThan(120);
    expect(find(longer).map(({ surface }) => surface)).not.toContain(longer);
  });
});
