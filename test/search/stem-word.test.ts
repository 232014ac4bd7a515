import { describe, expect, it } from "vitest";
import { stemWord } from "../../pipeline/search/stem-word.ts";

describe("stemWord", () => {
  it.each(
    // Examples of the paper, Porter (1980), by the step that they stand for.
    Object.entries({
      caresses: "caress",
      ponies: "poni",
      cats: "cat",
      feed: "feed",
      agreed: "agre",
      plastered: "plaster",
      bled: "bled",
      motoring: "motor",
      sing: "sing",
      conflated: "conflat",
      sized: "size",
      hopping: "hop",
      falling: "fall",
      filing: "file",
      happy: "happi",
      sky: "sky",
      relational: "relat",
      conditional: "condit",
      digitizer: "digit",
      operator: "oper",
      decisiveness: "decis",
      electrical: "electr",
      goodness: "good",
      allowance: "allow",
      replacement: "replac",
      adjustment: "adjust",
      dependent: "depend",
      adoption: "adopt",
      effective: "effect",
      rate: "rate",
      cease: "ceas",
      controll: "control",
      roll: "roll",
      oscillators: "oscil",
    }),
  )("takes %s to %s", (word, stem) => {
    expect(stemWord(word)).toBe(stem);
  });

  it("parts what is general from what generates", () => {
    expect(["general", "generalize", "generalization"].map(stemWord)).toEqual(["general", "general", "general"]);
    expect(["generate", "generation", "generative"].map(stemWord)).toEqual(["generat", "generat", "generat"]);
  });

  it("leaves short words, numbers and other scripts as they are", () => {
    for (const word of ["was", "4bits", "größen", "模", ""]) expect(stemWord(word)).toBe(word);
  });
});
