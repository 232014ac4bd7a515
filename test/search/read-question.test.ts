import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { LONGEST_QUESTION, parseQuestion, readQuestion } from "../../pipeline/search/read-question.ts";

describe("readQuestion", () => {
  it("leaves out words that only hold a sentence together, unless there are no others", () => {
    expect(readQuestion("What are the caches of an owl, and which cache?").words).toEqual(["caches", "owl"]);
    expect(readQuestion("To be or not to be").words).toEqual(["to", "be", "or", "not"]);
    expect(readQuestion("colour colors").words).toEqual(["colour"]);
  });

  it.each([
    ['"KV cache" eviction', "KV cache eviction", [{ words: ["kv", "cache"], field: null, isExcluded: false }]],
    ["“KV cache”", "KV cache", [{ words: ["kv", "cache"], field: null, isExcluded: false }]],
    ["pruning -vision", "pruning", [{ words: ["vision"], field: null, isExcluded: true }]],
    ['pruning -"vision models"', "pruning", [{ words: ["vision", "models"], field: null, isExcluded: true }]],
    ["Title:owls trees", "owls trees", [{ words: ["owls"], field: "title", isExcluded: false }]],
    ['-author:"Ada Owen" owls', "owls", [{ words: ["ada", "owen"], field: "authors", isExcluded: true }]],
    ["topic:birds", "birds", [{ words: ["birds"], field: "label", isExcluded: false }]],
    ["title: owls", "title: owls", []],
    ["post-training foo:bar - x", "post-training foo:bar - x", []],
    ['"open', '"open', []],
    ['"" owls', "owls", []],
  ])("reads %s", (question, text, clauses) => {
    expect(parseQuestion(question)).toMatchObject({ text, clauses, identifier: null });
  });

  it("takes a question that is an identifier whole", () => {
    expect(parseQuestion("arXiv:2401.12345v2")).toMatchObject({
      text: "2401.12345",
      clauses: [{ words: ["2401", "12345"], field: null, isExcluded: false }],
      identifier: { arxivId: "2401.12345" },
    });
  });

  it("refuses a question without words, one with only words to leave out, and one that is too long", () => {
    for (const question of ["", "  ", "?!", "\u001b", '""']) expect(() => readQuestion(question)).toThrow(UserError);
    expect(() => readQuestion("-owl")).toThrow("only words to leave out");
    expect(readQuestion("a".repeat(LONGEST_QUESTION)).words).toHaveLength(1);
    expect(() => readQuestion("a".repeat(100_000))).toThrow("100,000 characters, 10,000 at most");
  });

  it("reads any text, and loses no word that it does not leave out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', "-", "title:", " ", "owl", "tree", "“", "x"), { maxLength: 12 }),
        (parts) => {
          const { words, clauses } = parseQuestion(parts.join(""));
          const kept = clauses.filter(({ isExcluded }) => !isExcluded).flatMap((clause) => clause.words);
          for (const word of kept) expect(words).toContain(word);
        },
      ),
    );
  });
});
