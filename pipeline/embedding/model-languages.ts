import { nameLanguage } from "../text/languages/language-code.ts";

/** Models of many languages that the program runs as they are published, with ONNX weights, mean pooling, and the prefix that model-files.ts knows. */
export const MULTILINGUAL_MODELS = [
  "Xenova/multilingual-e5-small",
  "Xenova/paraphrase-multilingual-MiniLM-L12-v2",
] as const;

/** Families of models that were trained on English texts alone; from their model cards. */
const ENGLISH_MODELS: readonly RegExp[] = [
  /(^|\/)all-(MiniLM|mpnet|distilroberta|roberta)/i,
  /(^|\/)multi-qa-/i,
  /(^|\/)paraphrase-(MiniLM|mpnet|albert|distilroberta)/i,
  /(^|\/)e5-(small|base|large)(-v2)?$/i,
  /(^|\/)bge-(small|base|large|micro)-en/i,
  /(^|\/)gte-(tiny|small|base|large)(-en)?/i,
  /(^|\/)snowflake-arctic-embed-(xs|s|m|l)(-v1\.5)?$/i,
];

/** Returns whether a model, given by its name or folder, is known to read English alone. Of a model that is not known nothing is said. */
export function readsEnglishAlone(model: string): boolean {
  return ENGLISH_MODELS.some((family) => family.test(model.replaceAll("\\", "/").replace(/\/+$/, "")));
}

/** Returns what to tell of a model that does not read the language of most papers, given by its code; null where nothing is wrong. */
export function adviseOnLanguage(model: string, language: string | null): string | null {
  if (language === null || language === "en" || !readsEnglishAlone(model)) return null;
  return `most papers are in ${nameLanguage(language)}, and the model reads English: ${model}. For other languages: --model ${MULTILINGUAL_MODELS.join(" or --model ")}`;
}
