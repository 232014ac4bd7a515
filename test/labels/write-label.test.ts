import { describe, expect, it } from "vitest";
import { titleLabel, writeLabel, writeUniqueLabel } from "../../pipeline/labels/write-label.ts";
import { candidateOf } from "./phrases-of.ts";

describe("writeLabel", () => {
  it("joins phrases to a label that begins with a capital, and keeps them as they are spelled", () => {
    expect(writeLabel([candidateOf("graph kernels", [0]), candidateOf("iPhone data", [0])], [])).toEqual({
      label: "Graph kernels, iPhone data",
      short: "Graph kernels",
      spelled: ["graph kernels", "iPhone data"],
    });
    expect(writeLabel([candidateOf("iPhone data", [0])], [])!.label).toBe("iPhone data");
  });

  it("spells a phrase as in the last run's label, where it stood in the same place", () => {
    const phrases = [candidateOf("graph kernels", [0]), candidateOf("video", [0])];
    expect(writeLabel(phrases, ["Graph-Kernel", "speech"])!.spelled).toEqual(["Graph-Kernel", "video"]);
    expect(writeLabel(phrases, ["Videos"])!.spelled).toEqual(["graph kernels", "video"]);
  });

  it("says of a mixture what it is of, and shortens a label of parts to two", () => {
    const phrases = ["soil data", "iPhone data", "video"].map((surface) => candidateOf(surface, [0]));
    expect(writeLabel(phrases.slice(0, 2), [], "mixed")).toMatchObject({
      label: "Mixed: soil data, iPhone data",
      short: "Mixed: soil data, iPhone data",
      spelled: ["soil data", "iPhone data"],
    });
    expect(writeLabel(phrases, [], "broad")).toMatchObject({
      label: "Soil data, iPhone data, video",
      short: "Soil data, iPhone data",
    });
  });

  it.each([
    ["graph kernels", "Graph kernels"],
    ["non-linear maps", "Non-linear maps"],
    ["vLLM", "vLLM"],
    ["deepSeek models", "deepSeek models"],
    ["3D scenes", "3D scenes"],
  ])("writes %s as %s", (surface, label) => {
    expect(writeLabel([candidateOf(surface, [0])], [])!.label).toBe(label);
  });

  it("has nothing to write of no phrases", () => {
    expect(writeLabel([], ["video"])).toBeNull();
  });
});

describe("writeUniqueLabel", () => {
  const phrases = ["world models", "robots"].map((surface) => candidateOf(surface, [0]));

  it("is short by one phrase, or by two where the first names another topic", () => {
    const short = (taken: string[], kind: "topic" | "mixed" = "topic") =>
      writeUniqueLabel(phrases, [], kind, new Set(taken))?.short ?? null;
    expect(short([])).toBe("World models");
    expect(short(["World models"])).toBe("World models, robots");
    expect(short(["World models", "World models, robots"])).toBeNull();
    expect(short(["World models"], "mixed")).toBe("Mixed: world models, robots");
  });

  it("is none of a single phrase that is taken", () => {
    expect(writeUniqueLabel(phrases.slice(0, 1), [], "topic", new Set(["World models"]))).toBeNull();
    expect(writeUniqueLabel([], [], "topic", new Set())).toBeNull();
  });
});

describe("titleLabel", () => {
  it("numbers a title that is taken", () => {
    expect(titleLabel("Of it", new Set())).toEqual({ label: "Of it", short: "Of it", spelled: [] });
    expect(titleLabel("Of it", new Set(["Of it", "Of it (2)"])).label).toBe("Of it (3)");
    expect(titleLabel(null, new Set()).label).toBe("Empty topic");
  });
});

describe("a title as a label", () => {
  it("is cut at the end of a word where it is long", () => {
    const { label, short } = titleLabel("many words ".repeat(40).trim(), new Set());
    expect(label).toBe(`${"many words ".repeat(14)}many…`);
    expect(short).toBe(label);
  });
});
