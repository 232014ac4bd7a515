import { describe, expect, it } from "vitest";
import { setNames } from "../../../pipeline/atlas/client/map/name-texts.ts";
import { createCharacterMeasure, wrapTitle } from "../../../pipeline/atlas/client/map/title-texts.ts";
import { HOSTILE_TEXTS } from "../../charts/sample-rows.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const measure = (text: string, fontSize: number) => 0.6 * fontSize * text.length;
const topics = sampleAtlas({ papers: 60, topics: 12, broad: 2, texts: HOSTILE_TEXTS }).data.topics;

describe("setNames", () => {
  it("keeps names of any length within four lines of 24 ems, in no size under 11 pixels", () => {
    for (const enlarge of [0.5, 1, 1.25]) {
      for (const { texts, fontSize } of setNames(topics, measure, enlarge)) {
        expect(texts.length).toBeGreaterThan(0);
        expect(fontSize).toBeGreaterThanOrEqual(11);
        for (const { lines, width } of texts) {
          expect(lines.length).toBeLessThanOrEqual(4);
          expect(width).toBeLessThanOrEqual(24 * fontSize + 8);
          expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u202e\u200f]/);
        }
      }
    }
  });

  it("sets broad topics larger and lighter than fine ones, and large topics larger than small ones", () => {
    const names = setNames(topics, measure);
    const ofLevel = (level: number) => names.filter(({ topic }) => topic.level === level);
    const sizes = (level: number) => ofLevel(level).map(({ fontSize }) => fontSize);
    expect(Math.min(...sizes(1))).toBeGreaterThan(Math.max(...sizes(0)));
    expect(ofLevel(1)[0]!.fontWeight).toBeLessThan(ofLevel(0)[0]!.fontWeight);
    const fine = ofLevel(0).sort((a, b) => a.topic.size - b.topic.size);
    expect(fine[0]!.fontSize).toBeLessThan(fine[fine.length - 1]!.fontSize);
  });

  it("tries the whole label before the short one, and cuts no word that a line can hold", () => {
    const [name] = setNames(
      [{ ...topics[0]!, label: "Vision-language-action models, robots", shortLabel: "Vision-language-action models" }],
      measure,
    );
    expect(name!.texts.map(({ lines }) => lines)).toEqual([
      ["Vision-language-action", "models, robots"],
      ["Vision-language-action", "models"],
    ]);
  });
});

describe("wrapTitle", () => {
  const width = (text: string) => 10 * text.length;

  it("breaks a title into at most three lines, and cuts a longer one", () => {
    expect(wrapTitle("A short title", width)).toEqual({ lines: ["A short title"], width: 130, height: 13 });
    expect(wrapTitle("One two three four five six seven", width).lines).toEqual([
      "One two three four",
      "five six seven",
    ]);
    const { lines } = wrapTitle("word ".repeat(40), width);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/…$/);
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(190);
  });

  it("copes with a word longer than a line, and with no word", () => {
    expect(wrapTitle("x".repeat(300), width).lines).toEqual([`${"x".repeat(18)}…`]);
    expect(wrapTitle(" ", width)).toEqual({ lines: [], width: 0, height: 0 });
  });
});

describe("createCharacterMeasure", () => {
  it("adds up widths, and measures each character once", () => {
    let measured = 0;
    const sum = createCharacterMeasure((character) => {
      measured++;
      return character === "i" ? 1 : 3;
    });
    expect(sum("mini")).toBe(8);
    expect(sum("im")).toBe(4);
    expect(measured).toBe(3);
  });
});
