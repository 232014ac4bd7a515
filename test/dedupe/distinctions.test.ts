import { describe, expect, it } from "vitest";
import { type ComparedWords, findDistinction } from "../../pipeline/dedupe/distinctions.ts";
import { foldWords } from "../../pipeline/dedupe/fold-words.ts";
import { listEditions, listNumbers } from "../../pipeline/dedupe/numbers-in-words.ts";

const TEXT = "We train a network on many corpora and compare it with the best of the older ones in all of the tasks.";

function words(title: string, abstract = TEXT): ComparedWords {
  const [head, rest] = title.includes(":")
    ? [title.slice(0, title.indexOf(":")), title.slice(title.indexOf(":") + 1)]
    : ["", title];
  return { head: foldWords(head), title: [...foldWords(head), ...foldWords(rest)], abstract: foldWords(abstract) };
}

describe("findDistinction", () => {
  it.each([
    ["Deep nets, Part I", "Deep nets, Part II", "other numbers in the titles: 1 | 2"],
    ["Deep nets, part one", "Deep nets, part B", "other numbers in the titles: 1 | b"],
    ["Deep nets", "Deep nets II", "other numbers in the titles: none | 2"],
    ["DeepNet-V2", "DeepNet-V3", "other numbers in the titles: 2 | 3"],
    ["The shared task of 2021", "The shared task of 2022", "other numbers in the titles: 2021 | 2022"],
    ["Study 1-2", "Study 2-1", "other numbers in the titles: 1, 2 | 2, 1"],
    ["Deep nets", "Reply to: Deep nets", "one title alone has the word reply"],
    ["Erratum: Deep nets", "Deep nets", "one title alone has the word erratum"],
  ])("tells titles apart: %s | %s", (a, b, distinction) => {
    expect(findDistinction(words(a), words(b))).toBe(distinction);
  });

  it.each([
    ["Deep nets, Part II", "Deep Nets (part 2)"],
    ["2D nets", "2-D nets"],
    ["Omni-SimpleMem: deep nets", "OmniMem: deep nets"],
    ["Vectorized drawings", "Vector drawings"],
    ["Deep nets for large tasks", "Deep nets for tasks"],
  ])("does not tell versions of a title apart: %s | %s", (a, b) => {
    expect(findDistinction(words(a), words(b))).toBeNull();
  });

  it("tells one template with two subjects apart, but not a subject that both name", () => {
    const of = (language: string, more = "") =>
      words(`Tagging ${language} tweets`, `${TEXT} We tag ${language} tweets. ${more}`);
    expect(findDistinction(of("Hindi"), of("Finnish"))).toBe("another word in title and abstract: hindi | finnish");
    expect(findDistinction(of("Hindi", "Finnish is next."), of("Finnish", "Hindi was before."))).toBeNull();
  });

  it("takes a form of a word for another subject where the titles differ in it alone", () => {
    const of = (title: string, more: string) => words(title, `${TEXT} A human judged it. ${more}`);
    const [mice, humans] = ["We saw it in mice.", "We saw it in humans."];
    expect(findDistinction(of("Sleep in mice", mice), of("Sleep in humans", humans))).toBe(
      "another word in title and abstract: mice | humans",
    );
    expect(findDistinction(of("Long sleep in mice", mice), of("Sleep in humans", humans))).toBeNull();
  });

  it("tells other years and editions of an event apart, where they have none in common", () => {
    const of = (text: string) => words("The shared task", `${TEXT} ${text}`);
    expect(findDistinction(of("It ran in 2021."), of("It ran in 2022."))).toBe("other years: 2021 | 2022");
    expect(findDistinction(of("It ran in 2021."), of("It ran in 2021 and 2022."))).toBeNull();
    expect(findDistinction(of("The third annual task workshop."), of("The 4th edition."))).toBe(
      "other editions: 3 | 4",
    );
    expect(findDistinction(of("The first of these tasks."), of("The second of these tasks."))).toBeNull();
  });

  it("tells the same words with other numbers apart, not a revised figure", () => {
    const of = (...numbers: number[]) =>
      words("A report", `${TEXT} ${numbers.map((number) => `and ${number} sites`).join(" ")}`);
    expect(findDistinction(of(11, 12, 13), of(21, 22, 23))).toBe("the same words with other numbers");
    expect(findDistinction(of(11, 12, 13), of(11, 12, 14))).toBeNull();
  });

  it("cannot tell of a few words", () => {
    expect(findDistinction(words("Deep nets", "Text."), words("Deep nets", "Text."))).toBe(
      "too short to tell: 3 words, 12 are needed",
    );
  });
});

describe("numbers in words", () => {
  it("are digits, roman numbers, and names and letters behind a word for a part", () => {
    expect(listNumbers(foldWords("GPT-4o and part iii of chapter 07, part one, volume B, mix I and V"))).toEqual([
      "4",
      "3",
      "7",
      "1",
      "b",
    ]);
  });

  it("of editions stand before what is counted", () => {
    expect(listEditions(foldWords("the twelfth international workshop, the 3rd edition, a third way"))).toEqual([
      "12",
      "3",
    ]);
  });
});
