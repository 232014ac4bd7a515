import { shiftDay } from "../calendar-day.ts";
import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { formatCount } from "../text/format-figure.ts";
import type { DigestPoint } from "./digest-map.ts";
import type { BornTopic, DigestNews, TrendRow } from "./digest-news.ts";
import { BORN_TOPICS, DAYS, FOLDERS, LAST_SOURCE, MAP_POINTS, PAPERS, READ_AT, TRENDS } from "./digest-queries.ts";
import type { Followed } from "./match-followed.ts";
import type { Period } from "./period-text.ts";

/** A paper of the digest: where it was put, where it stood. Days are YYYY-MM-DD. */
export type DigestPaper = {
  paper_id: string;
  title: string;
  abstract: string;
  /** Addresses of the paper, its own first. */
  urls: string[];
  arxiv_id: string | null;
  authors: string[];
  venue: string | null;
  code_url: string | null;
  project_url: string | null;
  topic_id: number | null;
  /** core, edge, unassigned or unsettled, as in topic_papers. */
  role: string | null;
  topic: string | null;
  color: string | null;
  parent_id: number | null;
  parent: string | null;
  /** Terms of its text that tie it to its topic, the strongest first. */
  terms: string[];
  rank: number | null;
  /** Place on the page. */
  position: number;
  upvotes: number | null;
  /** How many times as many upvotes it has as its day lets expect. */
  upvote_ratio: number | null;
  comments: number | null;
  /** Last day in the digest's period on which it was listed. */
  day: string | null;
  /** Day on which it was first listed anywhere. */
  first_day: string | null;
  /** Pages that it stands on in all. */
  pages: number;
};

/** All that the digest and the feed say. Papers stand in order of topic, then rank. */
export type Digest = {
  period: Period;
  papers: DigestPaper[];
  /** Papers listed in the period, of which a personal digest has some. */
  listed: number;
  /** What the lines of a personal digest found; null of one for all. */
  followed: readonly Followed[] | null;
  /** What is new and rising; nothing where the period ends before the newest day, of which alone that is known. */
  news: DigestNews;
  points: DigestPoint[];
  /** Papers of the feed: those of the last two weeks up to the period's end, or of the page. */
  feedPapers: DigestPaper[];
  /** Folders that the pages came from: what one feed has in common from day to day. */
  folders: string[];
  /** Time of the newest paper, as YYYY-MM-DDTHH:MM:SSZ: its day of listing, or when it was read where no day is known. */
  updatedAt: string;
};

const FEED_DAYS = 14;
const MOST_SHOWN_DAYS = 12;

/** Finds what someone follows in a file; null where the digest is for all. */
export type Follow = (database: Database) => Promise<Followed[]>;

/**
 * Reads the papers listed on `days` calendar days up to `day`, by default the newest day alone. Where no page gives a full date it reads
 * the last page by name. Of a personal digest it keeps the papers that were found. Throws a UserError when nothing was listed then.
 */
export async function readDigest(
  database: Database,
  day: string | null,
  days: number,
  follow: Follow | null = null,
): Promise<Digest> {
  const known = await database.query<{ day: string; papers: number }>(DAYS);
  const period = known.length > 0 ? chooseDays(known, day, days) : await choosePage(database, day, days);
  const isDated = period.kind === "days";
  const readPapers = (from: string | null) =>
    database.query<DigestPaper>(PAPERS, isDated ? [from, period.to, null] : [null, null, period.source]);
  const listed = await readPapers(isDated ? period.from : null);
  const followed = follow && (await follow(database));
  const keep = (papers: DigestPaper[]) =>
    followed ? papers.filter(({ paper_id }) => followed.some(({ paperIds }) => paperIds.has(paper_id))) : papers;
  const papers = keep(listed);
  const lit = new Set(papers.map(({ paper_id }) => paper_id));
  const points = await database.query<Omit<DigestPoint, "is_lit"> & { paper_id: string }>(MAP_POINTS);
  const [{ read_at } = { read_at: null }] = await database.query<{ read_at: string | null }>(READ_AT);
  return {
    period,
    papers,
    listed: listed.length,
    followed,
    points: points.map(({ paper_id, ...point }) => ({ ...point, is_lit: lit.has(paper_id) })),
    news: period.kind === "page" || period.to >= known.at(-1)!.day ? await readNews(database) : NO_NEWS,
    feedPapers: isDated ? keep(await readPapers(shiftDay(period.to, 1 - Math.max(days, FEED_DAYS)))) : papers,
    folders: (await database.query<{ folder: string }>(FOLDERS)).map(({ folder }) => folder),
    updatedAt: isDated ? `${period.to}T00:00:00Z` : (read_at ?? "1970-01-01T00:00:00Z"),
  };
}

const NO_NEWS: DigestNews = { born: [], trends: [] };

async function readNews(database: Database): Promise<DigestNews> {
  return { born: await database.query<BornTopic>(BORN_TOPICS), trends: await database.query<TrendRow>(TRENDS) };
}

function chooseDays(known: readonly { day: string; papers: number }[], day: string | null, days: number): Period {
  const to = day ?? known.at(-1)!.day;
  const from = shiftDay(to, 1 - days);
  if (known.some((listed) => listed.day >= from && listed.day <= to)) return { kind: "days", from, to };
  throw new UserError(
    `--day ${day}: no paper was listed ${days === 1 ? "on it" : `on it or the ${days - 1} days before`}. Days with papers:\n${listDays(known)}`,
  );
}

function listDays(known: readonly { day: string; papers: number }[]): string {
  const lines = known.slice(-MOST_SHOWN_DAYS).map(({ day, papers }) => `  ${day}  ${formatCount(papers, "paper")}`);
  const left = known.length - lines.length;
  if (left > 0) lines.unshift(`  … ${left} earlier ones, from ${known[0]!.day} on`);
  return lines.join("\n");
}

async function choosePage(database: Database, day: string | null, days: number): Promise<Period> {
  if (day !== null) throw new UserError(`--day ${day}: no page gives the full date on which its papers were listed`);
  if (days !== 1) throw new UserError(`--days ${days}: no page gives the full date on which its papers were listed`);
  const [last] = await database.query<{ source: string; listed_text: string | null }>(LAST_SOURCE);
  if (!last) throw new UserError("no paper in the database: run the pipeline on some first");
  return { kind: "page", source: last.source, listedText: last.listed_text };
}
