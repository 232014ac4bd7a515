import { describe, expect, it } from "vitest";
import { findAcronyms, findLongForm } from "../../pipeline/text/acronyms.ts";

describe("findLongForm", () => {
  it.each([
    ["we use Low-Rank Adaptation", "LoRA", "Low-Rank Adaptation"],
    ["the key-value", "KV", "key-value"],
    ["of recurrent neural networks", "RNNs", "recurrent neural networks"],
    ["a Hidden Markov model", "HMM", "Hidden Markov model"],
    ["Support vector machine", "SVM", "Support vector machine"],
  ])("finds in '%s' what %s stands for", (before, acronym, long) => {
    expect(findLongForm(before, acronym.replace(/s$/, ""))).toBe(long);
  });

  it.each([
    ["an unrelated thing", "XYZ"],
    ["large language, models", "LLM"],
    ["", "AB"],
    ["İİİİ", "AI"],
    ["a thing that was very much later no", "AN"],
  ])("finds nothing in '%s' for %s", (before, acronym) => {
    expect(findLongForm(before, acronym)).toBeNull();
  });
});

describe("findAcronyms", () => {
  const SAM = "segment anything model (SAM)";
  const OTHER = "sharpness-aware minimization (SAM)";

  it("spells out what two texts define, everywhere, also in the plural", () => {
    const { spellOut } = findAcronyms(["Sparse autoencoder (SAE).", "sparse autoencoders (SAEs)", "The SAEs"]);
    expect(spellOut("SAEs", 2)).toEqual(["sparse", "autoencoder"]);
    expect(spellOut("SAE", 2)).toEqual(["sparse", "autoencoder"]);
    expect(spellOut("sae", 2)).toBeNull();
  });

  it("spells out what one text defines in that text alone", () => {
    const { spellOut, knows } = findAcronyms(["Sparse autoencoder (SAE).", "SAE"]);
    expect(spellOut("SAE", 0)).toEqual(["sparse", "autoencoder"]);
    expect(spellOut("SAE", 1)).toBeNull();
    expect([knows("SAE"), knows("RNN")]).toEqual([true, false]);
  });

  it("keeps apart what texts define differently, unless three fifths agree", () => {
    expect(findAcronyms([SAM, SAM, OTHER, OTHER, "SAM"]).spellOut("SAM", 4)).toBeNull();
    const mostly = findAcronyms([SAM, SAM, SAM, OTHER, "SAM"]);
    expect(mostly.spellOut("SAM", 4)).toEqual(["segment", "anything", "model"]);
    expect(mostly.spellOut("SAM", 3)).toEqual(["sharpness", "aware", "minimization"]);
  });

  it.each([
    ["open brackets", "(AB".repeat(30_000)],
    ["definitions", "a b (AB) ".repeat(10_000)],
    ["one long word", `${"x".repeat(100_000)} (XX)`],
  ])("survives 90 kB of %s", (_, text) => {
    expect(findAcronyms([text]).knows("ZZ")).toBe(false);
  });
});
