import { hashText } from "../hash.ts";
import type { FieldsOf, SourceRecord } from "../input/record.ts";
import { findLanguage } from "../text/languages/detect-language.ts";
import { countWords, cutText, joinText, type PaperRow } from "./paper-row.ts";

/** Returns the paper that a record is kept as, with the fields that its records give together. */
export function makePaper(record: SourceRecord, paper_id: string, fields: FieldsOf<"paper">): PaperRow {
  const { raw_title, raw_abstract, clean_title, clean_abstract, urls } = record;
  const text = cutText(joinText(clean_title, clean_abstract));
  const language = findLanguage({ language: fields.language, clean_title, clean_abstract });
  return {
    paper_id,
    title: raw_title,
    abstract: raw_abstract,
    clean_title,
    clean_abstract,
    text,
    text_hash: hashText(text),
    urls,
    words: countWords(clean_abstract, language),
    ...fields,
    language,
  };
}
