import { describe, expect, it } from "vitest";
import { adviseOnLanguage, MULTILINGUAL_MODELS, readsEnglishAlone } from "../../pipeline/embedding/model-languages.ts";

describe("readsEnglishAlone", () => {
  it.each([
    "sentence-transformers/all-MiniLM-L6-v2",
    "/models/bge-small-en-v1.5/",
    "intfloat/e5-small-v2",
    "C:\\m\\all-mpnet-base-v2",
  ])("knows %s", (model) => expect(readsEnglishAlone(model)).toBe(true));

  it.each([...MULTILINGUAL_MODELS, "my-model", "BAAI/bge-m3", "Snowflake/snowflake-arctic-embed-l-v2.0"])(
    "says nothing of %s",
    (model) => expect(readsEnglishAlone(model)).toBe(false),
  );
});

describe("adviseOnLanguage", () => {
  it("names models for other languages, and says nothing where the model reads the papers", () => {
    expect(adviseOnLanguage("sentence-transformers/all-MiniLM-L6-v2", "fr")).toBe(
      "most papers are in French, and the model reads English: sentence-transformers/all-MiniLM-L6-v2. For other languages: --model Xenova/multilingual-e5-small or --model Xenova/paraphrase-multilingual-MiniLM-L12-v2",
    );
    expect(adviseOnLanguage("sentence-transformers/all-MiniLM-L6-v2", "en")).toBeNull();
    expect(adviseOnLanguage("sentence-transformers/all-MiniLM-L6-v2", null)).toBeNull();
    expect(adviseOnLanguage("Xenova/multilingual-e5-small", "fr")).toBeNull();
  });
});
