import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { recountPhrases } from "../../pipeline/text/recount-phrases.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";
import { phraseOf } from "../labels/phrases-of.ts";

const TEXTS = ["Graph kernels count walks.", "A graph-kernel of trees.", "Trees grow.", "Fast graph kernels; trees."];

describe("recountPhrases", () => {
  it("finds in all texts the phrases of some, and lets lists share what they shared", () => {
    const [kernels, trees] = [phraseOf("graph kernels", [0]), phraseOf("trees", [2])];
    const [all, first] = recountPhrases([[kernels, trees], [kernels]], readTokens(TEXTS, ENGLISH), 2, ENGLISH);
    expect(all!.map(({ surface, documents }) => [surface, documents])).toEqual([
      ["graph kernels", [0, 1, 3]],
      ["trees", [1, 2, 3]],
    ]);
    expect(first![0]).toBe(all![0]);
    expect(kernels.documents).toEqual([0]);
  });
});
