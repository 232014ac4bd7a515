import { WORD_WEIGHT } from "../search/rank-papers.ts";
import type { Clause } from "../search/read-question.ts";
import { FIELD_WEIGHTS, LENGTH_PART, SATURATION, type SoughtWord } from "../search/search-index.ts";
import { toPrintableLine } from "../text/printable.ts";
import { quoteLiteral, writeConditions } from "./filter-conditions.ts";
import type { SearchFilters } from "./paper-search.ts";

/** A question as the ranking takes it. */
export type RankedQuestion = {
  question: string;
  /** Its words, and the words of the papers that count as each. */
  sought: readonly SoughtWord[];
  /** What papers must meet, with the forms of each word. */
  clauses: readonly (Clause & { forms: readonly (readonly string[])[] })[];
  /** Ids of the papers that the question names; null where it names none. */
  named: readonly string[] | null;
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
export function writeSearchQuery(asked: RankedQuestion): string {
  const { question, sought, clauses, named, vector, note, filters, limit } = asked;
  const conditions = [...clauses.map(writeClause), ...writeConditions(filters, quoteLiteral)];
  const wanted = [...conditions, ...(vector ? [] : ["word_score > 0"])];
  const whole = named
    ? `paper_id IN (${named.map(quoteLiteral).join(", ") || "NULL"})`
    : `words_held = ${sought.length}`;
  return `-- What "${shorten(question)}" finds, in the order of the command search.
-- ${vector ? `The question's vector was made by the model of the papers' vectors; the words weigh ${WORD_WEIGHT} beside the meaning.` : toPrintableLine(note ?? "")}
WITH
${vector ? `question AS (SELECT [${[...vector].map((value) => Number(value.toPrecision(FLOAT_DIGITS))).join(",")}]::FLOAT[]::DOUBLE[] AS vector),\n` : ""}forms(word, form, worth) AS (${writeForms(sought)}),
fields AS (
  ${Object.entries(FIELD_WEIGHTS)
    .map(
      ([field, weight]) =>
        `SELECT paper_id, '${field}' AS field, ${weight} AS weight, ${FIELDS[field as keyof typeof FIELDS]} AS text FROM papers LEFT JOIN topic_papers USING (paper_id) LEFT JOIN topics USING (topic_id)`,
    )
    .join("\n  UNION ALL ")}
),
spelled AS (
  SELECT paper_id, field, weight,
    regexp_extract_all(regexp_replace(strip_accents(lower(text)), '(\\p{Han})', ' \\1 ', 'g'), '[\\p{L}\\p{N}]+') AS words
  FROM fields
),
spoken AS (SELECT paper_id, weight, unnest(words) AS form FROM spelled),
lengths AS (SELECT paper_id, sum(weight) AS length FROM spoken GROUP BY paper_id),
counts AS (SELECT word, paper_id, sum(weight * worth) AS count FROM spoken JOIN forms USING (form) GROUP BY word, paper_id),
rarity AS (
  SELECT word, ln(1 + ((SELECT count(*) FROM papers) - count(*) + 0.5) / (count(*) + 0.5)) AS rarity FROM counts GROUP BY word
),
matches AS (
  SELECT paper_id, count(*) AS words_held,
    sum(rarity * count * ${SATURATION + 1} / (count + ${SATURATION} * (${1 - LENGTH_PART} + ${LENGTH_PART} * length / (SELECT sum(length) / (SELECT count(*) FROM papers) FROM lengths)))) AS word_score
  FROM counts JOIN rarity USING (word) JOIN lengths USING (paper_id) GROUP BY paper_id
),
parts AS (
  SELECT paper_id, ${named ? `(${whole})::INTEGER` : "coalesce(word_score, 0)"} AS word_score, coalesce(${whole}, false) AS has_all${vector ? ", list_inner_product(paper_vectors.vector::DOUBLE[], question.vector) AS meaning" : ""}
  FROM papers LEFT JOIN matches USING (paper_id)${vector ? " JOIN paper_vectors USING (paper_id) CROSS JOIN question" : ""}
),
ranked AS (
  SELECT paper_id, word_score, has_all, ${vector ? `${standardize("meaning")} + ${WORD_WEIGHT} * ${standardize("word_score")}` : standardize("word_score")} AS score
  FROM parts
)
SELECT row_number() OVER (ORDER BY has_all DESC, score DESC, paper_id) AS rank, paper_id, clean_title AS title, round(score, 4) AS score, topics.label AS topic
FROM ranked JOIN papers USING (paper_id) LEFT JOIN topic_papers USING (paper_id) LEFT JOIN topics USING (topic_id)${
    wanted.length > 0 ? `\nWHERE ${wanted.join("\n  AND ")}` : ""
  }
ORDER BY rank LIMIT ${limit};
`;
}

function writeForms(sought: RankedQuestion["sought"]): string {
  const rows = sought.flatMap(({ word, forms }) =>
    forms.map(([form, worth]) => `(${quoteLiteral(word)}, ${quoteLiteral(form)}, ${worth})`),
  );
  return rows.length > 0 ? `VALUES ${rows.join(", ")}` : "SELECT '', '', 0 WHERE false";
}

/** Words hold letters and digits alone, so that none is a pattern. */
function writeClause({ field, isExcluded, forms }: RankedQuestion["clauses"][number]): string {
  const isUnknown = forms.some((group) => group.length === 0);
  const pattern = forms.map((group) => `(?:${group.join("|")})`).join(" ");
  const held = [
    ...(field === null ? [] : [`field = ${quoteLiteral(field)}`]),
    isUnknown ? "false" : `regexp_matches(' ' || array_to_string(words, ' ') || ' ', ${quoteLiteral(` ${pattern} `)})`,
  ];
  return `paper_id ${isExcluded ? "NOT IN" : "IN"} (SELECT paper_id FROM spelled WHERE ${held.join(" AND ")})`;
}

function standardize(name: string): string {
  return `coalesce((${name} - avg(${name}) OVER ()) / nullif(stddev_pop(${name}) OVER (), 0), 0)`;
}

/** Returns a text as it may stand in a comment of SQL. */
function shorten(text: string): string {
  const line = toPrintableLine(text.replace(/\s+/g, " "));
  return line.length > LONGEST_COMMENT ? `${line.slice(0, LONGEST_COMMENT)}…` : line;
}
