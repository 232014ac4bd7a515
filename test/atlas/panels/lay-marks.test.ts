import { describe, expect, it } from "vitest";
import { layMarks } from "../../../pipeline/atlas/client/panels/lay-marks.ts";

const lay = (text: string, layers: Parameters<typeof layMarks>[1]) =>
  layMarks(text, layers).map(({ text: part, kinds }) => [part, [...kinds].sort().join("+")]);

describe("layMarks", () => {
  it("splits a text where marks begin and end, and keeps all of its reasons", () => {
    const layers = {
      sentence: [{ start: 0, end: 9 }],
      reason: [{ start: 2, end: 6 }],
      sought: [{ start: 4, end: 8 }],
    };
    expect(lay("owls hunt.", layers)).toEqual([
      ["ow", "sentence"],
      ["ls", "reason+sentence"],
      [" h", "reason+sentence+sought"],
      ["un", "sentence+sought"],
      ["t", "sentence"],
      [".", ""],
    ]);
  });

  it("gives back the text, whatever the marks", () => {
    const text = "Owls hunt at night; 🦉 owls sleep.";
    for (let start = -3; start < 40; start += 5) {
      for (let length = 0; length < 40; length += 7) {
        const sought = [
          { start, end: start + length },
          { start: 3, end: 12 },
        ];
        const parts = layMarks(text, { sought, reason: [{ start: 5, end: 9 }] });
        expect(parts.map((part) => part.text).join("")).toBe(text);
      }
    }
    expect(layMarks("", {})).toEqual([]);
  });
});
