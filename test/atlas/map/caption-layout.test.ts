import { describe, expect, it } from "vitest";
import { layOutCaption } from "../../../pipeline/atlas/client/map/caption-layout.ts";

/** Every letter is 10 pixels wide. */
const measure = (text: string) => 10 * text.length;
const COLOR = "#123456";

describe("layOutCaption", () => {
  it("breaks lines between words, cuts a word that is too long, and is as high as it needs", () => {
    const caption = { title: "aa bb cc", lines: ["d".repeat(30)], legend: [] };
    const { texts, height } = layOutCaption(caption, 32 + 60, measure);
    expect(texts.map(({ text }) => text)).toEqual(["aa bb", "cc", `${"d".repeat(5)}…`]);
    expect(texts.map(({ isQuiet }) => isQuiet)).toEqual([false, false, true]);
    expect(height).toBeGreaterThan(texts.at(-1)!.y);
    expect(texts.every(({ y }, index) => index === 0 || y - texts[index - 1]!.y >= 13)).toBe(true);
  });

  it("sets the legend in rows, a dot before each text, none over the edge", () => {
    const legend = ["one", "two", "three", "four"].map((text) => ({ color: COLOR, text }));
    const { texts, dots } = layOutCaption({ title: "t", lines: [], legend }, 200, measure);
    const entries = texts.slice(1);
    expect(dots).toHaveLength(4);
    expect(new Set(entries.map(({ y }) => y)).size).toBe(2);
    for (const [index, { x, y, text }] of entries.entries()) {
      expect(x + measure(text)).toBeLessThanOrEqual(200 - 16);
      expect(dots[index]!.x).toBeLessThan(x);
      expect(Math.abs(dots[index]!.y - y)).toBeLessThan(8);
    }
  });

  it("keeps whole letters of two units when it cuts", () => {
    const { texts } = layOutCaption({ title: "🧪".repeat(9), lines: [], legend: [] }, 32 + 70, measure);
    expect(texts[0]!.text).toBe(`${"🧪".repeat(3)}…`);
  });
});
