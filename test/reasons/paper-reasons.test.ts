import { describe, expect, it } from "vitest";
import { findReasons, splitAbstract } from "../../pipeline/reasons/paper-reasons.ts";
import { phraseOf } from "../labels/phrases-of.ts";

const OPTIONS = { terms: 5, sentences: 2, maxWords: 3 };

function paperOf(title: string, abstract: string) {
  return { text: `${title}. ${abstract}`, abstract };
}

function tie(surface: string, weight: number) {
  return { phrase: phraseOf(surface, [0, 1]), weight, inside: 3, outside: 0 };
}

describe("findReasons", () => {
  const paper = paperOf(
    "On kernels",
    "We like films and other things. Graph kernels compare two graphs quickly. Support vector machines are fed with kernels.",
  );

  it("gives the terms with their first place, and the sentences by the weight of the terms in them", () => {
    const phrases = [tie("graph kernels", 0.8), tie("support vector machine", 0.6), tie("film", 0.1)];
    const { terms, sentences } = findReasons(paper, phrases, OPTIONS);
    expect(terms.map(({ place }) => [place.written, place.start, place.end])).toEqual([
      ["Graph kernels", 44, 57],
      ["Support vector machines", 86, 109],
      ["films", 20, 25],
    ]);
    expect(sentences.map(({ sentence, terms: own }) => [sentence.text, own])).toEqual([
      ["Graph kernels compare two graphs quickly.", ["graph kernels"]],
      ["Support vector machines are fed with kernels.", ["support vector machine"]],
    ]);
    expect(sentences[0]!.weight).toBeCloseTo(0.8 / Math.sqrt(6), 12);
    expect(sentences[1]!.weight).toBeCloseTo(0.6 / Math.sqrt(7), 12);
  });

  it("gives of two terms, one inside the other, the stronger only, and counts both for the sentence", () => {
    const { terms, sentences } = findReasons(paper, [tie("graph kernels", 0.8), tie("kernel", 0.6)], OPTIONS);
    expect(terms.map(({ phrase }) => phrase.surface)).toEqual(["graph kernels"]);
    expect(sentences[0]!.terms).toEqual(["graph kernels"]);
    expect(sentences[0]!.weight).toBeCloseTo((0.8 + 0.6) / Math.sqrt(6), 12);
  });

  it("gives no more than asked for, and no term that says next to nothing", () => {
    const phrases = [tie("graph kernels", 0.8), tie("support vector machine", 0.6), tie("film", 0.09)];
    const { terms, sentences } = findReasons(paper, phrases, { ...OPTIONS, terms: 1, sentences: 1 });
    expect([terms.length, sentences.length]).toEqual([1, 1]);
    expect(findReasons(paper, phrases, OPTIONS).terms).toHaveLength(2);
  });

  it("gives no word that says little, nor what nearly all other papers have, but weighs sentences by them", () => {
    const general = tie("kernel", 0.6);
    general.phrase = { ...general.phrase, isGeneral: true };
    const { terms, sentences } = findReasons(paper, [tie("graph kernels", 0.8), general], OPTIONS);
    expect(terms.map(({ phrase }) => phrase.surface)).toEqual(["graph kernels"]);
    expect(sentences[1]).toMatchObject({ terms: [], weight: 0.6 / Math.sqrt(7) });
    const termsOf = (outside: number, hasStopWord = false) => {
      const own = { ...tie("graph kernels", 0.8), outside };
      own.phrase = { ...own.phrase, hasStopWord };
      return findReasons(paper, [own], OPTIONS).terms.length;
    };
    expect([termsOf(12), termsOf(13)]).toEqual([1, 0]);
    expect([termsOf(2, true), termsOf(3, true)]).toEqual([1, 0]);
  });

  it("gives a plain word alone only where several papers speak for it, and a name or a phrase where two do", () => {
    const written = paperOf("On owls", "Owls yield to vLLM and graph kernels in this rather long sentence.");
    const termsOf = (surface: string, inside: number, outside: number) =>
      findReasons(written, [{ ...tie(surface, 0.5), inside, outside }], OPTIONS).terms.length;
    expect([termsOf("owl", 2, 0), termsOf("owl", 3, 4), termsOf("owl", 3, 5)]).toEqual([0, 1, 0]);
    expect([termsOf("owl", 6, 18), termsOf("owl", 6, 19)]).toEqual([1, 0]);
    expect([termsOf("vLLM", 2, 3), termsOf("graph kernel", 2, 3)]).toEqual([1, 1]);
  });

  it("never gives the title or a scrap as a sentence, but finds terms in the title", () => {
    const { terms, sentences } = findReasons(
      paperOf("A study of graph kernels for chemistry", "Graph kernels! Nothing else of note is said in here."),
      [tie("graph kernels", 0.8)],
      OPTIONS,
    );
    expect(sentences).toEqual([]);
    expect(terms[0]!.place.start).toBe(11);
  });

  it("has none where nothing ties the paper, or where it has no abstract", () => {
    expect(findReasons(paper, [], OPTIONS)).toEqual({ terms: [], sentences: [] });
    expect(findReasons(paper, [tie("protein", 0.9)], OPTIONS)).toEqual({ terms: [], sentences: [] });
    expect(findReasons(paperOf("Graph kernels", ""), [tie("graph kernels", 0.8)], OPTIONS).sentences).toEqual([]);
  });

  it("takes the earlier of equal sentences", () => {
    const twice = paperOf("T", "Here are graph kernels in use. Here be graph kernels in use.");
    const { sentences } = findReasons(twice, [tie("graph kernels", 0.8)], { ...OPTIONS, sentences: 1 });
    expect(sentences[0]!.sentence.text).toBe("Here are graph kernels in use.");
  });

  it("gives offsets that slice to the term and the sentence, whatever the text", () => {
    for (const hostile of [
      "🙂 𝒜 ",
      "</script><b onload='x'> ",
      "Cafe\u0301\u202e\u2028 ",
      "e.g. i.e. 3.5 ",
      "x".repeat(9000),
    ]) {
      const { text, abstract } = paperOf(
        `${hostile}title?`,
        `${hostile}. A graph kernel ${hostile} is here. 🙂 Graph kernels are there too.`,
      );
      const { terms, sentences } = findReasons({ text, abstract }, [tie("graph kernels", 0.8)], OPTIONS);
      expect(terms).toHaveLength(1);
      expect(sentences.length).toBeGreaterThan(0);
      const slice = ({ start, end }: { start: number; end: number }) => [...text].slice(start, end).join("");
      for (const { place } of terms) expect(slice(place)).toBe(place.written);
      for (const { sentence } of sentences) expect(slice(sentence)).toBe(sentence.text);
    }
  });
});

describe("splitAbstract", () => {
  it("places the sentences of the abstract in the whole text, also where title and abstract would run together", () => {
    const paper = {
      text: "v2. of a title. small letters begin. Then more.",
      abstract: "small letters begin. Then more.",
    };
    expect(splitAbstract(paper)).toEqual([
      { start: 16, end: 36, text: "small letters begin." },
      { start: 37, end: 47, text: "Then more." },
    ]);
  });
});

describe("a long abstract of many sentences and phrases", () => {
  it("takes no quadratic time", () => {
    const words = Array.from({ length: 60 ** 3 / 10 }, (_, number) => `word${writeLetters(number)}`);
    const abstract = words.map((word) => `We see that our ${word} is one. `).join("");
    const phrases = words.map((word, index) => tie(word, 0.9 - index / 1e6));
    const start = performance.now();
    const { terms, sentences } = findReasons(paperOf("On words", abstract), phrases, OPTIONS);
    expect(performance.now() - start).toBeLessThan(5000);
    expect([terms.length, sentences.length]).toEqual([5, 2]);
  });
});

/** Writes a number in letters, so that each is another word. */
function writeLetters(number: number): string {
  return [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}
