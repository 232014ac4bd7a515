import type { Database } from "../database/database.ts";
import { formatNumber } from "../text/format-figure.ts";
import { chooseLanguageRules } from "../text/languages/corpus-rules.ts";
import { nameLanguage } from "../text/languages/language-code.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";

/** Share of the papers above which the function words of a language count. */
const LEAST_SHARE = 0.1;

/**
 * Writes the languages of the papers: the first is that of the corpus. Returns how many papers are in each, as figures and in words; these
 * are none where all papers are English.
 */
export async function writeLanguages(
  database: Database,
): Promise<{ figures: Record<string, number>; summary: string }> {
  await database.execute(
    `INSERT INTO languages
     SELECT language, rank, papers, share, rank = 1 OR share > ${LEAST_SHARE} FROM (
       SELECT language, row_number() OVER (ORDER BY count(*) DESC, language)::INTEGER AS rank, count(*)::INTEGER AS papers,
         count(*) / (SELECT count(*) FROM papers) AS share
       FROM papers WHERE language IS NOT NULL GROUP BY language)
     ORDER BY rank`,
  );
  const rows = await database.query<{ language: string; papers: number }>(
    "SELECT language, papers FROM languages ORDER BY rank",
  );
  const named = rows.map(({ language, papers }) => `${formatNumber(papers)} in ${nameLanguage(language)}`);
  const isEnglish = rows.every(({ language }) => language === "en");
  return {
    figures: Object.fromEntries(rows.map(({ language, papers }) => [`papers_in_${language}`, papers])),
    summary: isEnglish ? "" : `; ${named.join(", ")}`,
  };
}

/** Returns the rules by which the texts of all papers are read: those of the languages that dedupe found to be the corpus's. */
export async function readLanguageRules(database: Database, texts: readonly string[]): Promise<LanguageRules> {
  const rows = await database.query<{ language: string }>("SELECT language FROM languages WHERE is_used ORDER BY rank");
  return chooseLanguageRules(
    rows.map(({ language }) => language),
    texts,
  );
}

/** Returns the code of the language of the corpus; null where no paper has one that is sure. */
export async function readMainLanguage(database: Database): Promise<string | null> {
  const rows = await database.query<{ language: string }>("SELECT language FROM languages WHERE rank = 1");
  return rows[0]?.language ?? null;
}
