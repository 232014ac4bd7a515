import { describe, expect, it } from "vitest";
import { locatePhrases } from "../../pipeline/text/locate-phrases.ts";
import { keyOfPhrase } from "../../pipeline/text/phrase-keys.ts";
import { splitSegments } from "../../pipeline/text/words.ts";

const HOSTILE = [
  "Emoji 🙂🙂 first, 👨‍👩‍👧 families; 𝒜 graph kernels 𝒞 end.",
  "Cafe\u0301 – naïve Δ-kernels – 漢字。次の文 graph\u00a0kernels.",
  '<script>alert("graph kernels")</script> graph - kernels, graph-kernels, rock’n’roll it\'s',
  "a - - b  —  c -- d -e f- --- g\n\nh\tgraph\nkernels \ud800 lone \udc00 halves",
  "",
  " \n ",
];

function locate(text: string, phrases: string[], maxWords = 3) {
  const keys = new Set(phrases.map((phrase) => keyOfPhrase(phrase)));
  return locatePhrases(text, (key) => keys.has(key), maxWords);
}

describe("locatePhrases", () => {
  it("finds each place of a phrase, in any spelling", () => {
    expect(locate("Graph kernels, a graph-kernel and GRAPH\tKERNELS.", ["graph kernel"])).toEqual([
      { key: "graphkernel", start: 0, end: 13, written: "Graph kernels" },
      { key: "graphkernel", start: 17, end: 29, written: "graph-kernel" },
      { key: "graphkernel", start: 34, end: 47, written: "GRAPH\tKERNELS" },
    ]);
  });

  it("counts code points before and inside a place", () => {
    expect(locate("🙂 𝒜𝒜 kernels", ["𝒜𝒜 kernels"])).toEqual([
      { key: "𝒜𝒜kernel", start: 2, end: 12, written: "𝒜𝒜 kernels" },
    ]);
  });

  it("does not cross punctuation, nor a dash between spaces", () => {
    for (const text of ["graph, kernels", "graph. Kernels", "graph (kernels)", "graph - kernels", "graph – kernels"]) {
      expect(locate(text, ["graph kernels"]), text).toEqual([]);
    }
  });

  it("finds no phrase of more words than asked for", () => {
    expect(locate("very deep graph kernels", ["deep graph kernels"], 2)).toEqual([]);
    expect(locate("very deep graph kernels", ["deep graph kernels"], 3)).toHaveLength(1);
  });

  it("reads the same words in the same stretches as the extraction of phrases does", () => {
    for (const text of HOSTILE) {
      const pairs = splitSegments(text).flatMap((tokens) =>
        tokens.flatMap((token, index) => [
          token,
          ...(index + 1 < tokens.length ? [`${token} ${tokens[index + 1]}`] : []),
        ]),
      );
      const located = locatePhrases(text, () => true, 2);
      expect(located.map(({ written }) => written.replace(/['’-]*\s[\s'’-]*/g, " "))).toEqual(pairs);
      expect(located.map(({ key }) => key)).toEqual(pairs.map((phrase) => keyOfPhrase(phrase)));
    }
  });

  it("gives offsets that slice to what is written", () => {
    for (const text of HOSTILE) {
      for (const { start, end, written } of locatePhrases(text, () => true, 3)) {
        expect([...text].slice(start, end).join("")).toBe(written);
      }
    }
  });
});
