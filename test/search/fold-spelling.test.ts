import { describe, expect, it } from "vitest";
import { foldSpelling } from "../../pipeline/search/fold-spelling.ts";
import { foldForm } from "../../pipeline/search/match-words.ts";

describe("foldSpelling", () => {
  it.each([
    ["quantisation", "quantization"],
    ["generalise", "generalize"],
    ["recognising", "recognizing"],
    ["colours", "color"],
    ["behavioural", "behavioral"],
    ["neighbourhoods", "neighborhood"],
    ["centre", "center"],
    ["centred", "centered"],
    ["fibres", "fiber"],
    ["modelling", "modeling"],
    ["labelled", "labeled"],
    ["analyse", "analyze"],
    ["catalogues", "catalog"],
    ["defences", "defense"],
    ["leukaemia", "leukemia"],
    ["oesophagus", "esophagus"],
  ])("makes %s and %s one", (british, american) => {
    expect(foldForm(british)).toBe(foldForm(american));
  });

  it("leaves words that only look British", () => {
    const words = [
      "four",
      "hour",
      "course",
      "source",
      "core",
      "more",
      "are",
      "precise",
      "noise",
      "supervised",
      "fill",
      "模",
    ];
    expect(words.map(foldSpelling)).toEqual(words);
    expect(foldForm("filling")).not.toBe(foldForm("filing"));
  });
});
