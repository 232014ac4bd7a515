import { describe, expect, it } from "vitest";
import { countContentWords } from "../../pipeline/text/content-words.ts";

describe("countContentWords", () => {
  it("counts the forms of a word as one, in its commonest spelling, by text", () => {
    const { words } = countContentWords(
      ["The robot and a Robot's arm", "Robots: multi-agent robots", "robots, Multi-Agent, multiagents"],
      2,
    );
    expect(words).toEqual([
      { key: "multiagent", surface: "Multi-Agent", documents: [1, 2] },
      { key: "robot", surface: "robots", documents: [0, 1, 2] },
    ]);
  });

  it("keeps capitals where they are the rule", () => {
    const { words } = countContentWords(["NASA and LLMs", "NASA with nasa, LLM and LLMs"], 2);
    expect(words.map(({ surface }) => surface)).toEqual(["LLMs", "NASA"]);
  });

  it("leaves out empty words, single letters, numbers, and words of too few texts", () => {
    const texts = ["the novel lattice of 2024 x", "the novel lattice of 2024 x", "gripper"];
    expect(countContentWords(texts, 2).words.map(({ key }) => key)).toEqual(["lattice"]);
    expect(countContentWords(texts, 1).words.map(({ key }) => key)).toEqual(["gripper", "lattice"]);
  });

  it("gives the keys of each text in order, word by word, the empty ones too", () => {
    expect(countContentWords(["The robots of Nature's law", ""], 1).listKeys()).toEqual([
      ["the", "robot", "of", "nature", "law"],
      [],
    ]);
  });
});
