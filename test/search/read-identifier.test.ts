import { describe, expect, it } from "vitest";
import { findIdentified, type PaperNames, readIdentifier } from "../../pipeline/search/read-identifier.ts";

const PAPERS: PaperNames[] = [
  { ids: ["0123456789abcdef"], arxivIds: ["2401.12345"], dois: [], urls: ["https://example.org/a/"] },
  { ids: ["fedcba9876543210"], arxivIds: ["cs.lg/0112017"], dois: ["10.1000/xyz"], urls: ["https://github.com/b/b"] },
];

const find = (text: string) => {
  const identifier = readIdentifier(text);
  return identifier && findIdentified(identifier, PAPERS);
};

describe("an identifier", () => {
  it.each([
    ["2401.12345", 0],
    ["2401.12345v3", 0],
    [" arXiv:2401.12345 ", 0],
    ["https://arxiv.org/abs/2401.12345", 0],
    ["https://arxiv.org/pdf/2401.12345v2.pdf", 0],
    ["arxiv.org/abs/2401.12345", 0],
    ["https://huggingface.co/papers/2401.12345", 0],
    ["hf.co/papers/2401.12345", 0],
    ["10.48550/arXiv.2401.12345", 0],
    ["0123456789ABCDEF", 0],
    ["http://www.example.org/a", 0],
    ["cs.LG/0112017", 1],
    ["10.1000/XYZ", 1],
    ["https://doi.org/10.1000/xyz", 1],
    ["https://github.com/b/b", 1],
  ])("%s finds its paper", (text, place) => {
    expect(find(text)).toEqual([place]);
  });

  it("finds none that no paper has, and is none in a sentence", () => {
    expect(find("2401.99999")).toEqual([]);
    expect(find("https://example.org/")).toEqual([]);
    for (const text of ["kv cache", "what 2401.12345 says", "4.5", "", "a/b"]) expect(readIdentifier(text)).toBeNull();
  });
});
