import { describe, expect, it } from "vitest";
import { measureArimo } from "../../pipeline/charts/measure-text.ts";
import { cutToWidth, wrapLabel } from "../../pipeline/charts/wrap-label.ts";

const countCharacters = (text: string) => [...text].length;

describe("wrapLabel", () => {
  it("leaves a short label on one line", () => {
    expect(wrapLabel("Object detection", 20, countCharacters)).toEqual(["Object detection"]);
    expect(wrapLabel("Privacy, trust", 20, countCharacters)).toEqual(["Privacy, trust"]);
  });

  it("breaks at a comma, which the break stands for", () => {
    expect(wrapLabel("Federated learning, privacy", 20, countCharacters)).toEqual(["Federated learning", "privacy"]);
    expect(wrapLabel("Parameter-efficient fine-tuning, low-rank adapters", 20, countCharacters)).toEqual([
      "Parameter-efficient",
      "fine-tuning",
      "low-rank adapters",
    ]);
  });

  it("makes lines as even as they can be", () => {
    expect(wrapLabel("graph neural network models", 20, countCharacters)).toEqual(["graph neural", "network models"]);
  });

  it("breaks at a middle dot, and leaves one inside a line", () => {
    expect(wrapLabel("Multimodal models · Visual tokens", 20, countCharacters)).toEqual([
      "Multimodal models",
      "Visual tokens",
    ]);
    expect(wrapLabel("Pruning · LoRA", 20, countCharacters)).toEqual(["Pruning · LoRA"]);
  });

  it("never begins or ends a line with a comma, and keeps within the width and four lines", () => {
    const words = ["alpha,", "beta", "gamma,", "delta", "epsilon", "zeta,", "eta", "theta", "iota,", "kappa"];
    for (let count = 1; count <= words.length; count++) {
      for (const width of [8, 12, 20]) {
        const lines = wrapLabel(words.slice(0, count).join(" ").replace(/,$/, ""), width, countCharacters);
        expect(lines.length).toBeLessThanOrEqual(4);
        for (const line of lines) {
          expect(countCharacters(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/^,|,$/);
        }
      }
    }
  });

  it("cuts a word that no line can hold, and text for which there are not lines enough", () => {
    expect(wrapLabel("x".repeat(500), 10, countCharacters)).toEqual([`${"x".repeat(9)}…`]);
    const lines = wrapLabel("long words ".repeat(45), 10, countCharacters);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/…$/);
  });

  it("returns no line for a label of spaces", () => {
    expect(wrapLabel("  ", 10, countCharacters)).toEqual([]);
  });
});

describe("cutToWidth", () => {
  it("does not cut a pair of code units in two", () => {
    expect(cutToWidth("🧪🧪🧪🧪", 3, countCharacters)).toBe("🧪🧪…");
  });
});

describe("measureArimo", () => {
  it("adds up the font's advance widths: a space is 569 and an A 1366 of 2048 units", () => {
    expect(measureArimo("A A", 2048, "normal")).toBeCloseTo(1366 + 569 + 1366, 5);
    expect(measureArimo("A", 12, "normal")).toBeCloseTo((12 * 1366) / 2048, 5);
  });

  it("finds bold wider, nothing 0 wide, and gives a width to what the font lacks", () => {
    expect(measureArimo("reading", 12, "bold")).toBeGreaterThan(measureArimo("reading", 12, "normal"));
    expect(measureArimo("", 12, "bold")).toBe(0);
    expect(measureArimo("🧪", 12, "bold")).toBeGreaterThan(0);
  });
});
