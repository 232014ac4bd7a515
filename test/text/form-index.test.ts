import { describe, expect, it } from "vitest";
import { addKey, FormIndex } from "../../pipeline/text/form-index.ts";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";

function find(forms: readonly string[], text: string, maxTokens = 3): string[] {
  const found: string[] = [];
  new FormIndex(forms, ENGLISH).visitTexts(readTokens([text], ENGLISH), maxTokens, (form) => found.push(forms[form]!));
  return found;
}

describe("FormIndex", () => {
  it("finds forms in any spelling, in order of their places", () => {
    const forms = ["graphkernel", "online", "kernel"];
    expect(find(forms, "On-line graph kernels. Graph-kernel methods online, on line.")).toEqual([
      "online",
      "graphkernel",
      "kernel",
      "graphkernel",
      "online",
      "online",
    ]);
  });

  it("finds none across punctuation, nor of more tokens than are asked for", () => {
    expect(find(["graphkernel"], "A graph, kernels")).toEqual([]);
    expect(find(["largelanguagemodel"], "large language models", 2)).toEqual([]);
  });

  it("has no form of a text where there are none", () => {
    expect(find([], "graph kernels")).toEqual([]);
  });

  it("may have what it has, by the hash of its words", () => {
    const index = new FormIndex(["graphkernel"], ENGLISH);
    const hash = ["graph", "kernel"].reduce((sum, key) => addKey(sum, index.readKey(key)), 0);
    expect(index.mayHave(hash)).toBe(true);
    expect(index.mayHave(hash + 1)).toBe(false);
  });
});
