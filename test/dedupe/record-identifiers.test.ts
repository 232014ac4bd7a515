import { describe, expect, it } from "vitest";
import { listNameWords, readIdentifiers } from "../../pipeline/dedupe/record-identifiers.ts";

const NONE = { arxiv_id: null, doi: null, paper_url: null };

describe("readIdentifiers", () => {
  it.each([
    [{ arxiv_id: "2401.01234" }, "2401.01234"],
    [{ doi: "10.48550/arxiv.2401.01234" }, "2401.01234"],
    [{ paper_url: "https://arxiv.org/pdf/2401.01234v3" }, "2401.01234"],
    [{ paper_url: "https://huggingface.co/papers/2401.01234" }, "2401.01234"],
  ])("reads the arXiv identifier of %j, and no other from it", (fields, arxiv) => {
    expect(readIdentifiers({ ...NONE, ...fields })).toEqual({ arxiv, doi: null, url: null });
  });

  it("reads a DOI from an address", () => {
    expect(readIdentifiers({ ...NONE, paper_url: "https://doi.org/10.1000/ABC" })).toEqual({
      arxiv: null,
      doi: "10.1000/abc",
      url: null,
    });
  });

  it.each([
    ["https://www.example.org/paper/7/?utm_source=x#top", "example.org/paper/7"],
    ["http://example.org/p?id=7", "example.org/p?id=7"],
    ["https://example.org/", null],
  ])("folds the address %s", (paper_url, url) => {
    expect(readIdentifiers({ ...NONE, paper_url }).url).toBe(url);
  });
});

it("compares authors by the words of their names", () => {
  expect(listNameWords(["José Á. Müller", "X. Li"])).toEqual(["jose", "muller", "li"]);
  expect(listNameWords(null)).toEqual([]);
});
