import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { cleanAbstract } from "../../../pipeline/text/clean-text.ts";
import { detectLanguage, findLanguage } from "../../../pipeline/text/languages/detect-language.ts";

describe("detectLanguage", () => {
  it.each(["de", "es", "fr", "ja", "pt", "zh"])("knows every fixture in %s by title and abstract", async (language) => {
    const file = new URL(`../../data/languages/${language}.jsonl`, import.meta.url);
    const records = (await readFile(file, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(40);
    const missed = records.filter(({ title, abstract }) => detectLanguage(`${title}. ${abstract}`) !== language);
    expect(missed).toEqual([]);
  });

  it("knows English full of mathematics", () => {
    const { text } = cleanAbstract(
      "Let $X$ be a Banach space and $T: X \\to X$ a contraction with $\\|T\\| \\leq 1$. We show that $\\sum_n \\lambda_n^p < \\infty$ iff $p>2$.",
    );
    expect(detectLanguage(text)).toBe("en");
    expect(detectLanguage("We prove O(n log n) lower bounds.")).toBe("en");
  });

  it("knows a text by its own script where it is full of names in Latin letters", () => {
    expect(detectLanguage("基于Transformer的BERT预训练模型在CIFAR-10与ImageNet数据集上的fine-tuning研究")).toBe("zh");
  });

  it("is not sure of what is no text", () => {
    for (const text of ["", "x + y = z", "12 34", "???", "LSTM GRU"]) expect(detectLanguage(text)).toBeNull();
  });
});

describe("findLanguage", () => {
  const texts = {
    clean_title: "Graph kernels",
    clean_abstract: "We study kernels between graphs and how fast they are.",
  };

  it("takes what the file gives before what is detected", () => {
    expect(findLanguage({ ...texts, language: "fr" })).toBe("fr");
    expect(findLanguage({ ...texts, language: null })).toBe("en");
  });
});
