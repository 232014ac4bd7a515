import { readArxivId } from "../text/arxiv-id.ts";
import { cleanLine } from "../text/clean-text.ts";
import { readDoi } from "../text/doi.ts";
import { readLanguageCode } from "../text/languages/language-code.ts";
import { readPartialDate } from "./partial-date.ts";
import { completeFields, type FieldName, GIVEN_FIELDS, type GivenFields } from "./record.ts";

/** What an INTEGER of the database holds. */
export const LARGEST_COUNT = 2 ** 31 - 1;

/** In UTF-16 units: what is longer is no name, venue or keyword. */
const LONGEST_LINE = 2000;

type Cleaners = { [Kind in "text" | "texts" | "integer" | "url" | "date"]: (value: never) => unknown };

const CLEANERS: Cleaners = {
  text: cleanText,
  texts: (values: readonly string[]) => {
    const cleaned = new Set(values.map(cleanText).filter((value) => value !== null));
    return cleaned.size > 0 ? [...cleaned] : null;
  },
  integer: (value: number) => (Number.isInteger(value) && value >= 0 && value <= LARGEST_COUNT ? value : null),
  url: cleanUrl,
  date: readPartialDate,
};

/**
 * Returns every given field as it is kept: texts without invisible characters, addresses of the web alone, dates and identifiers in one form.
 * Null is a field that `fields` lacks, or whose value is none of its kind. A list keeps its order and loses repeats.
 */
export function cleanFields(fields: Partial<GivenFields>): GivenFields {
  const cleaned: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(completeFields(fields))) {
    const { holds } = GIVEN_FIELDS[name as FieldName];
    cleaned[name] = value === null || holds === "day" ? value : CLEANERS[holds](value as never);
  }
  const given = cleaned as GivenFields;
  return {
    ...given,
    doi: given.doi === null ? null : readDoi(given.doi),
    arxiv_id: given.arxiv_id === null ? null : readArxivId(given.arxiv_id),
    language: given.language === null ? null : readLanguageCode(given.language),
  };
}

function cleanText(value: string): string | null {
  const cleaned = cleanLine(value.slice(0, LONGEST_LINE));
  return cleaned === "" ? null : cleaned;
}

function cleanUrl(value: string): string | null {
  if (!/^https?:\/\//i.test(value.trim()) || !URL.canParse(value)) return null;
  const { href } = new URL(value);
  return href.length <= LONGEST_LINE ? href : null;
}
