import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { findPaper, findPapers } from "../../pipeline/papers/find-paper.ts";
import { openSampleCards, PAPER } from "../topic-cards/sample-cards.ts";

let database: Database;
beforeAll(async () => {
  database = await openSampleCards();
});
afterAll(() => database.close());

async function explain(name: string): Promise<string> {
  const error = await findPaper(database, name).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("findPaper", () => {
  it.each([
    ["an id", "aaaaaaaaaaaaaaaa", "a"],
    ["an id in capitals", "AAAAAAAAAAAAAAAA", "a"],
    ["the id of a text that was merged", "abcdefabcdefabcd", "d"],
    ["an arXiv id", "2606.00001", "a"],
    ["an arXiv id with a version", "arXiv:2606.00001v3", "a"],
    ["an address of arXiv", " https://arxiv.org/pdf/2606.00001v2 ", "a"],
    ["an address elsewhere that ends with an arXiv id", "https://example.org/papers/2606.00001", "a"],
    ["the DOI of an arXiv paper", "https://doi.org/10.48550/arXiv.2606.00001", "a"],
    ["a DOI", "10.1000/WHALE", "d"],
    ["the address of a DOI", "https://doi.org/10.1000/whale", "d"],
    ["the DOI of a record that was merged", "doi:10.1000/other", "d"],
    ["an address that a record gives", "https://example.org/code", "a"],
    ["a whole title, though others hold it", "kernels on graphs", "a"],
    ["words that follow each other", "kernels on graphs naive", "b"],
    ["words in any order, without accents", "naive more graph", "b"],
    ["the beginning of a word", "whales at ni", "e"],
  ])("finds a paper by %s", async (_, name, letter) => {
    expect((await findPaper(database, name)).paper_id).toBe(PAPER[letter]);
  });

  it("shows the choices where several fit", async () => {
    expect(await explain("whales")).toBe(
      `whales: 2 papers fit:\n  ${PAPER.d}  Speech of whales\n  ${PAPER.e}  Whales at night\nGive the id of one, or more of its title.`,
    );
  });

  it("offers near titles where none fits", async () => {
    expect(await explain("wales kernls graphs")).toMatch(
      /Near ones:\n {2}a{16} {2}Kernels on graphs\n {2}b{16} {2}More kernels/,
    );
    expect(await explain("quantum")).toMatch(/^quantum: no title has these words/);
  });

  it.each([
    ["an unknown arXiv id", "2606.99999", "2606.99999: no paper of this file has it."],
    ["an unknown DOI", "10.1000/none", "10.1000/none: no paper of this file has it."],
    ["an unknown address", "https://example.org/none", "https://example.org/none: no paper"],
    ["an unknown id", "cccccccccccccccd", "cccccccccccccccd: no paper of this file has it."],
    ["nothing", "  ", "paper: must not be empty"],
    ["SQL", "' OR 1=1 --", "' OR 1=1 --: no title"],
    ["control characters", "\u001b[zz\u202e", "\\x1b[zz\\u202e: no title"],
    ["a long text", "x".repeat(100_000), `paper: 100,000 characters, 1,000 at most: ${"x".repeat(80)}…`],
  ])("says what is wrong with %s", async (_, name, beginning) => {
    expect((await explain(name)).slice(0, beginning.length)).toBe(beginning);
  });
});

describe("findPapers", () => {
  it("takes each name for a paper, and all together for words of one title where that fails", async () => {
    const ids = async (...names: string[]) => (await findPapers(database, names)).map(({ paper_id }) => paper_id);
    expect(await ids("2606.00001", "robots")).toEqual([PAPER.a, PAPER.f]);
    expect(await ids("whales", "at", "night")).toEqual([PAPER.e]);
    await expect(ids("whales", "nowhere")).rejects.toThrow("whales: 2 papers fit");
  });
});
