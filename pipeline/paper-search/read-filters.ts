import { readDay, shiftDay } from "../calendar-day.ts";
import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { cutText } from "../terminal/terminal.ts";
import { findTopic } from "../topic-cards/find-topic.ts";
import type { SearchFilters } from "./paper-search.ts";

/** Filters as someone types them. */
export type TypedFilters = {
  topic?: readonly string[];
  since?: string;
  until?: string;
  source?: readonly string[];
  category?: readonly string[];
};

const NAMES_SHOWN = 8;
const LONGEST_NAME = 60;

/** Returns typed filters as those of a file. Throws a UserError for a day that is none, and for a topic, source or category that the file has not. */
export async function readSearchFilters(database: Database, typed: TypedFilters): Promise<SearchFilters> {
  const { since = null, until = null } = typed;
  const filters = {
    since: since === null ? null : readBound("--since", since, "first"),
    until: until === null ? null : readBound("--until", until, "last"),
  };
  if (filters.since !== null && filters.until !== null && filters.since > filters.until)
    throw new UserError(`--since ${since}: is after --until ${until}`);
  if ((since !== null || until !== null) && !(await hasDays(database)))
    throw new UserError(`${since === null ? "--until" : "--since"}: no paper of this file has a day. Ask without it.`);
  const topics: number[] = [];
  for (const name of typed.topic ?? []) topics.push((await findTopic(database, name)).topic_id);
  return {
    ...filters,
    topics,
    sources: await findSources(database, typed.source ?? []),
    categories: await checkCategories(database, typed.category ?? []),
  };
}

async function hasDays(database: Database): Promise<boolean> {
  return (await database.query("SELECT 1 FROM paper_days WHERE day IS NOT NULL LIMIT 1")).length > 0;
}

/** Returns the first or last day of what is a day, a month or a year. */
function readBound(option: string, text: string, end: "first" | "last"): string {
  const day = `${text}-01-01`.slice(0, "2026-11-24".length);
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text) || readDay(day) === null)
    throw new UserError(
      `${option} ${cutText(text, LONGEST_NAME)}: must be a day such as 2026-11-24, a month or a year`,
    );
  if (end === "first" || text.length === day.length) return day;
  const [year, month] = text.split("-").map(Number) as [number, number?];
  if (month === undefined) return `${text}-12-31`;
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return shiftDay(`${String(next[0]).padStart(4, "0")}-${String(next[1]).padStart(2, "0")}-01`, -1);
}

/** Returns the input files of these names, or in folders of these names. */
async function findSources(database: Database, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await database.query<{ source: string }>("SELECT DISTINCT source FROM appearances ORDER BY source");
  const sources = rows.map(({ source }) => source);
  return names.flatMap((name) => {
    const asked = name.replace(/\/+$/, "");
    const found = sources.filter(
      (source) => source === asked || source.startsWith(`${asked}/`) || source.endsWith(`/${asked}`),
    );
    if (asked !== "" && found.length > 0) return found;
    throw describeUnknown("--source", name, "no paper stood in a file or folder of this name", sources);
  });
}

async function checkCategories(database: Database, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const rows = await database.query<{ category: string }>(
    "SELECT category FROM (SELECT unnest(categories) AS category FROM papers) GROUP BY category ORDER BY count(*) DESC, category",
  );
  const categories = rows.map(({ category }) => category);
  const known = new Set(categories.map((category) => category.toLowerCase()));
  for (const name of names) {
    if (!known.has(name.toLowerCase())) throw describeUnknown("--category", name, "no paper has it", categories);
  }
  return names;
}

function describeUnknown(option: string, name: string, reason: string, known: readonly string[]): UserError {
  const shown = known.slice(0, NAMES_SHOWN).map((one) => cutText(one, LONGEST_NAME));
  const more = known.length > shown.length ? `, and ${known.length - shown.length} more` : "";
  const choices = shown.length > 0 ? `There are ${shown.join(", ")}${more}.` : "The papers of this file have none.";
  return new UserError(`${option} ${cutText(name, LONGEST_NAME)}: ${reason}. ${choices}`);
}
