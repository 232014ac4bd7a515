import { WORD_WEIGHT } from "../search/rank-papers.ts";
import { FIELD_WEIGHTS, LENGTH_PART, SATURATION } from "../search/search-index.ts";
import { toPrintableLine } from "../text/printable.ts";
import { quoteLiteral, writeConditions } from "./filter-conditions.ts";
import type { SearchFilters } from "./paper-search.ts";

/** A question as the ranking takes it. */
export type RankedQuestion = {
  question: string;
  /** Its words, and the words of the papers that count as each. */
  words: readonly { word: string; forms: readonly string[] }[];
  /** Null where the model was not at hand. */
  vector: Float32Array | null;
  note: string | null;
  filters: SearchFilters;
  limit: number;
};

/** Digits that tell any two 32-bit numbers apart. */
const FLOAT_DIGITS = 9;
const LONGEST_COMMENT = 100;

/** Where each field stands that is searched; the topic's label beside the papers. */
const FIELDS: Record<keyof typeof FIELD_WEIGHTS, string> = {
  title: "clean_title",
  label: "topics.label",
  authors: "array_to_string(authors, ' ')",
  abstract: "clean_abstract",
};

/** Returns the SQL of a search: it makes the whole ranking anew, the question's vector and the forms of its words given. */
export function writeSearchQuery({ question, words, vector, note, filters, limit }: RankedQuestion): string {
  const conditions = writeConditions(filters, quoteLiteral);
  const wanted = [...conditions, ...(vector ? [] : ["word_score > 0"])];
  return `-- What "${shorten(question)}" finds, in the order of the command search.
-- ${vector ? `The question's vector was made by the model of the papers' vectors; the words weigh ${WORD_WEIGHT} beside the meaning.` : toPrintableLine(note ?? "")}
WITH
${vector ? `question AS (SELECT [${[...vector].map((value) => Number(value.toPrecision(FLOAT_DIGITS))).join(",")}]::FLOAT[]::DOUBLE[] AS vector),\n` : ""}forms(word, form) AS (${writeForms(words)}),
fields AS (
  ${Object.entries(FIELD_WEIGHTS)
    .map(
      ([field, weight]) =>
        `SELECT paper_id, ${weight} AS weight, ${FIELDS[field as keyof typeof FIELDS]} AS text FROM papers LEFT JOIN topic_papers USING (paper_id) LEFT JOIN topics USING (topic_id)`,
    )
    .join("\n  UNION ALL ")}
),
spoken AS (
  SELECT paper_id, weight,
    unnest(regexp_extract_all(regexp_replace(strip_accents(lower(text)), '(\\p{Han})', ' \\1 ', 'g'), '[\\p{L}\\p{N}]+')) AS form
  FROM fields
),
lengths AS (SELECT paper_id, sum(weight) AS length FROM spoken GROUP BY paper_id),
counts AS (SELECT word, paper_id, sum(weight) AS count FROM spoken JOIN forms USING (form) GROUP BY word, paper_id),
rarity AS (
  SELECT word, ln(1 + ((SELECT count(*) FROM papers) - count(*) + 0.5) / (count(*) + 0.5)) AS rarity FROM counts GROUP BY word
),
matches AS (
  SELECT paper_id,
    sum(rarity * count * ${SATURATION + 1} / (count + ${SATURATION} * (${1 - LENGTH_PART} + ${LENGTH_PART} * length / (SELECT sum(length) / (SELECT count(*) FROM papers) FROM lengths)))) AS word_score
  FROM counts JOIN rarity USING (word) JOIN lengths USING (paper_id) GROUP BY paper_id
),
parts AS (
  SELECT paper_id, coalesce(word_score, 0) AS word_score${vector ? ", list_inner_product(paper_vectors.vector::DOUBLE[], question.vector) AS meaning" : ""}
  FROM papers LEFT JOIN matches USING (paper_id)${vector ? " JOIN paper_vectors USING (paper_id) CROSS JOIN question" : ""}
),
ranked AS (
  SELECT paper_id, word_score, ${vector ? `${standardize("meaning")} + ${WORD_WEIGHT} * ${standardize("word_score")}` : standardize("word_score")} AS score
  FROM parts
)
SELECT row_number() OVER (ORDER BY score DESC, paper_id) AS rank, paper_id, clean_title AS title, round(score, 4) AS score, topics.label AS topic
FROM ranked JOIN papers USING (paper_id) LEFT JOIN topic_papers USING (paper_id) LEFT JOIN topics USING (topic_id)${
    wanted.length > 0 ? `\nWHERE ${wanted.join("\n  AND ")}` : ""
  }
ORDER BY rank LIMIT ${limit};
`;
}

function writeForms(words: RankedQuestion["words"]): string {
  const rows = words.flatMap(({ word, forms }) =>
    forms.map((form) => `(${quoteLiteral(word)}, ${quoteLiteral(form)})`),
  );
  return rows.length > 0 ? `VALUES ${rows.join(", ")}` : "SELECT '', '' WHERE false";
}

function standardize(name: string): string {
  return `coalesce((${name} - avg(${name}) OVER ()) / nullif(stddev_pop(${name}) OVER (), 0), 0)`;
}

/** Returns a text as it may stand in a comment of SQL. */
function shorten(text: string): string {
  const line = toPrintableLine(text.replace(/\s+/g, " "));
  return line.length > LONGEST_COMMENT ? `${line.slice(0, LONGEST_COMMENT)}…` : line;
}
