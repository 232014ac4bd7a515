import { describe, expect, it } from "vitest";
import { findCandidates } from "../../pipeline/labels/topic-candidates.ts";
import { corpusOf, phraseOf } from "./phrases-of.ts";

const OPTIONS = { maxTopicShare: 1, weighedTerms: 60 };
const surfacesOf = (candidates: readonly { phrase: { surface: string } }[]) =>
  candidates.map(({ phrase }) => phrase.surface);

describe("findCandidates", () => {
  // Two topics of four papers: rows 0 to 3 and 4 to 7.
  const TOPIC_OF = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
  const find = (phrases: ReturnType<typeof phraseOf>[], inTitles: Record<string, number[]> = {}) =>
    findCandidates(corpusOf(phrases, inTitles), { topicOf: TOPIC_OF, k: 2 }, OPTIONS);

  it("gives class-based TF-IDF, coverage and precision worked out by hand", () => {
    const [first, second] = find([
      phraseOf("graph kernel", [0, 1]),
      phraseOf("video", [4, 5, 6]),
      phraseOf("token", [0, 4, 5]),
    ]);
    // Phrases per topic: 2 + 1 = 3 and 3 + 2 = 5, so 4 on average.
    const kernel = first!.find(({ phrase }) => phrase.surface === "graph kernel")!;
    expect(kernel.ctfidf).toBeCloseTo((2 / 3) * Math.log(1 + 4 / 2), 10);
    expect([kernel.inside, kernel.outside, kernel.precision]).toEqual([2, 0, 1]);
    expect(kernel.f1).toBeCloseTo((2 * 1 * 0.5) / 1.5, 10);
    const token = second!.find(({ phrase }) => phrase.surface === "token")!;
    expect(token.ctfidf).toBeCloseTo((2 / 5) * Math.log(1 + 4 / 3), 10);
    expect([token.inside, token.outside]).toEqual([2, 1]);
    expect(token.precision).toBeCloseTo(2 / 3, 10);
    expect(surfacesOf(second!)).toEqual(["video", "token"]);
  });

  it("leaves out a phrase that is no commoner inside than outside", () => {
    expect(find([phraseOf("token", [0, 4])])).toEqual([[], []]);
  });

  it("leaves out a word of more than a quarter of the papers, and a phrase of more than 35 %", () => {
    const topicOf = Int32Array.from({ length: 80 }, (_, row) => Number(row >= 60));
    const firstRows = (count: number) => Array.from({ length: count }, (_, row) => row);
    const phrases = [
      phraseOf("graph", firstRows(20)),
      phraseOf("kernel", firstRows(21)),
      phraseOf("graph token", firstRows(28)),
      phraseOf("graph atlas", firstRows(29)),
    ];
    const [first] = findCandidates(corpusOf(phrases), { topicOf, k: 2 }, OPTIONS);
    expect(new Set(surfacesOf(first!))).toEqual(new Set(["graph", "graph token"]));
  });

  it("lets a common word name a broad topic of which it has half, where two fifths of its papers are", () => {
    const topicOf = Int32Array.from({ length: 100 }, (_, row) => Number(row >= 40));
    const inside = (count: number) => Array.from({ length: count }, (_, row) => row);
    const outside = (count: number) => Array.from({ length: count }, (_, row) => 40 + row);
    const find = (documents: number[]) =>
      findCandidates(corpusOf([phraseOf("agents", documents)]), { topicOf, k: 2 }, OPTIONS)[0]!.length;
    expect(find([...inside(30), ...outside(43)])).toBe(1);
    expect(find([...inside(20), ...outside(10)])).toBe(1);
    expect(find([...inside(19), ...outside(10)])).toBe(0);
    const few = Int32Array.from({ length: 100 }, (_, row) => Number(row >= 20));
    const corpus = (elsewhere: number) =>
      corpusOf([phraseOf("agents", [...inside(20), ...Array.from({ length: elsewhere }, (_, row) => 20 + row)])]);
    expect(findCandidates(corpus(30), { topicOf: few, k: 2 }, OPTIONS)[0]).toHaveLength(1);
    expect(findCandidates(corpus(31), { topicOf: few, k: 2 }, OPTIONS)[0]).toHaveLength(0);
  });

  it("leaves out a stop word of the corpus: carried by a tenth of the papers in too many topics", () => {
    const topicOf = Int32Array.from({ length: 80 }, (_, row) => Math.floor(row / 20));
    const everywhere = phraseOf("language model", [0, 1, 2, 3, 20, 21, 40, 41]);
    const withShare = (maxTopicShare: number) =>
      findCandidates(corpusOf([everywhere]), { topicOf, k: 4 }, { ...OPTIONS, maxTopicShare })[0]!.length;
    expect(withShare(0.5)).toBe(0);
    expect(withShare(0.75)).toBe(1);
  });

  it("asks of a phrase with a stop word that it be precise and stand in a title", () => {
    const pruning = (documents: number[]) => ({ ...phraseOf("layer pruning", documents), hasStopWord: true });
    const titled = { "layer pruning": [0] };
    expect(find([pruning([0, 1, 2, 4, 5])], titled)[0]).toHaveLength(1);
    expect(find([pruning([0, 1, 2, 4, 5])])[0]).toHaveLength(0);
    expect(find([pruning([0, 1, 2, 3, 4, 5, 6])], titled)[0]).toHaveLength(0);
  });

  it("asks for more documents the larger the topic is, up to four, and for one less of a phrase of two titles", () => {
    const topicOf = Int32Array.from({ length: 100 }, (_, row) => Number(row >= 50));
    const inside = (count: number) => Array.from({ length: count }, (_, row) => row);
    const find = (count: number, titles: number) =>
      findCandidates(
        corpusOf([phraseOf("graph kernels", inside(count))], { "graph kernels": inside(titles) }),
        { topicOf, k: 2 },
        OPTIONS,
      )[0]!.length;
    expect([find(3, 1), find(4, 0), find(3, 2), find(2, 2)]).toEqual([0, 1, 1, 0]);
  });

  it("drops imprecise phrases while enough others remain, and keeps them otherwise", () => {
    // Ten topics of ten papers: the precise phrases stand in topic 0 alone, the imprecise one in a paper or more of every topic but one.
    const topicOf = Int32Array.from({ length: 100 }, (_, row) => Math.floor(row / 10));
    const imprecise = phraseOf("imprecise", [0, 1, 2, 10, 20, 30, 40, 50, 60, 70, 80]);
    const precise = Array.from({ length: 8 }, (_, index) =>
      phraseOf(`precise ${"abcdefgh"[index]}`, [index, index + 1]),
    );
    const find = (count: number) =>
      surfacesOf(findCandidates(corpusOf([imprecise, ...precise.slice(0, count)]), { topicOf, k: 10 }, OPTIONS)[0]!);
    expect(find(8)).not.toContain("imprecise");
    expect(find(7)).toContain("imprecise");
  });

  it("keeps what it is told to keep, whatever is counted", () => {
    const phrases = [phraseOf("token", [0, 4]), phraseOf("video", [0, 1])];
    const kept = [new Set(["token"]), new Set<string>()];
    const found = findCandidates(corpusOf(phrases), { topicOf: TOPIC_OF, k: 2 }, { ...OPTIONS, weighedTerms: 1 }, kept);
    expect(found.map(surfacesOf)).toEqual([["video", "token"], []]);
  });

  it("credits a phrase with the papers that have its first word", () => {
    const phrase = phraseOf("multilingual models", [0, 1]);
    const corpus = corpusOf([phrase], {}, { multilingual: [0, 1, 2, 4] });
    const [own] = findCandidates(corpus, { topicOf: TOPIC_OF, k: 2 }, OPTIONS)[0]!;
    expect(own).toMatchObject({ f1: (2 * 2) / (2 + 4), familyF1: (2 * 3) / (4 + 4) });
  });

  it("counts the phrases that are made of a word", () => {
    const [found] = find([
      phraseOf("graph", [0, 1]),
      phraseOf("graph kernels", [0, 1]),
      phraseOf("deep graph", [0, 1]),
      phraseOf("video", [0, 1]),
    ]);
    expect(Object.fromEntries(found!.map(({ phrase, compounds }) => [phrase.surface, compounds]))).toEqual({
      graph: 2,
      "graph kernels": 0,
      "deep graph": 0,
      video: 0,
    });
  });

  it("leaves out a word that says little by itself, unless nothing else is there", () => {
    const general = { ...phraseOf("property", [0, 1, 2]), isGeneral: true };
    expect(surfacesOf(find([general, phraseOf("video", [1, 2])])[0]!)).toEqual(["video"]);
    expect(surfacesOf(find([general])[0]!)).toEqual(["property"]);
  });

  it("counts papers without a topic as outside", () => {
    const topicOf = Int32Array.from([0, 0, 1, 1, -1, -1]);
    const [first] = findCandidates(corpusOf([phraseOf("video", [0, 1, 4])]), { topicOf, k: 2 }, OPTIONS);
    expect(first![0]).toMatchObject({ inside: 2, outside: 1, precision: 2 / 3 });
  });

  it("counts the members that have the phrase in their title", () => {
    const phrase = phraseOf("graph kernel", [0, 1, 2]);
    const [first] = find([phrase], { "graph kernel": [0, 2, 5] });
    expect(first![0]).toMatchObject({ inTitles: 2, titleShare: 0.5 });
  });

  it("orders equals by key", () => {
    const [first] = find([phraseOf("zeta", [0, 1]), phraseOf("alpha", [1, 2])]);
    expect(surfacesOf(first!)).toEqual(["alpha", "zeta"]);
  });

  it("finds without papers held out what it finds where they are not", () => {
    const phrases = ["graph kernel", "graph cut", "video frame", "token"].map((surface, index) =>
      phraseOf(
        surface,
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((row) => (row * 7 + index * 3) % 5 < 3),
      ),
    );
    const inTitles = { "graph kernel": [0, 2, 3], token: [5, 9] };
    const heldOut = Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0, 0);
    const seen = [0, 2, 3, 4, 6, 7, 8, 9];
    const topicOf = Int32Array.of(0, -1, 0, 0, 0, -1, 1, 1, 1, -1);
    const number = (rows: readonly number[]) => rows.map((row) => seen.indexOf(row)).filter((place) => place >= 0);
    const restricted = corpusOf(
      phrases.map((phrase) => ({ ...phrase, documents: number(phrase.documents) })),
      Object.fromEntries(Object.entries(inTitles).map(([written, rows]) => [written, number(rows)])),
    );
    const without = findCandidates(
      restricted,
      { topicOf: Int32Array.from(seen, (row) => topicOf[row]!), k: 2 },
      OPTIONS,
    );
    const held = findCandidates(corpusOf(phrases, inTitles), { topicOf, k: 2, heldOut }, OPTIONS);
    expect(held.flat().length).toBeGreaterThan(0);
    expect(
      held.map((own) =>
        own.map(({ phrase, ...counts }) => ({ phrase: { ...phrase, documents: number(phrase.documents) }, ...counts })),
      ),
    ).toEqual(without);
  });
});
