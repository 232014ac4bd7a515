import { describe, expect, it } from "vitest";
import { titleLabel, writeLabel } from "../../pipeline/labels/write-label.ts";
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

  it("has nothing to write of no phrases", () => {
    expect(writeLabel([], ["video"])).toBeNull();
  });
});

describe("titleLabel", () => {
  it("numbers a title that is taken", () => {
    expect(titleLabel("Of it", new Set())).toEqual({ label: "Of it", short: "Of it", spelled: [] });
    expect(titleLabel("Of it", new Set(["Of it", "Of it (2)"])).label).toBe("Of it (3)");
    expect(titleLabel(null, new Set()).label).toBe("Empty topic");
  });
});
