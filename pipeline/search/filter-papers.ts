import { ROLES, type Role } from "../topics/paper-role.ts";

/** Papers must meet all that are not empty or null: AND between the filters, OR within one. */
export type Filters = {
  /** Ids of topics of any level. */
  topics: readonly number[];
  /** Names of input files. */
  sources: readonly string[];
  roles: readonly Role[];
  /** First and last day, inclusive, in days since 1970-01-01. */
  dates: readonly [first: number, last: number] | null;
};

/** Filters that keep every paper. */
export const NO_FILTERS: Filters = { topics: [], sources: [], roles: [], dates: null };

/** What the filters look at. Papers are columns; the place of a paper in them is its row. */
export type FilteredData = {
  papers: {
    /** topic_id of its topic, of level 0; -1 for none. */
    topicOf: ArrayLike<number>;
    /** Place in ROLES. */
    role: ArrayLike<number>;
    /** Where papers stood: those of paper `row` are at `start[row]` up to, not including, `start[row + 1]`. */
    appearances: {
      start: ArrayLike<number>;
      /** Place in `sources`. */
      source: ArrayLike<number>;
      /** Days since 1970-01-01; -1 where none is known. */
      day: ArrayLike<number>;
    };
  };
  sources: readonly string[];
};

/** Returns whether any filter is on. */
export function isFiltering({ topics, sources, roles, dates }: Filters): boolean {
  return topics.length > 0 || sources.length > 0 || roles.length > 0 || dates !== null;
}

/**
 * Returns a mask by row: 1 for each paper that meets all filters but the one left out. Its day is the first of its appearances, as in paper_days.
 * `familyOf` gives the ids of a topic and of all that are part of it.
 */
export function filterPapers(
  { papers, sources }: FilteredData,
  familyOf: (topic: number) => Iterable<number>,
  filters: Filters,
  leftOut: keyof Filters | null = null,
): Uint8Array {
  const kept: Filters = leftOut === null ? filters : { ...filters, [leftOut]: NO_FILTERS[leftOut] };
  const topics = kept.topics.length > 0 ? new Set(kept.topics.flatMap((id) => [...familyOf(id)])) : null;
  const sourceSet = kept.sources.length > 0 ? new Set(kept.sources.map((name) => sources.indexOf(name))) : null;
  const roles = kept.roles.length > 0 ? new Set(kept.roles.map((role) => ROLES.indexOf(role))) : null;
  return Uint8Array.from({ length: papers.topicOf.length }, (_, row) => {
    if (topics && !topics.has(papers.topicOf[row]!)) return 0;
    if (roles && !roles.has(papers.role[row]!)) return 0;
    if (sourceSet && !isListed(papers, row, sourceSet)) return 0;
    return kept.dates && !isWithin(findFirstDay(papers, row), kept.dates) ? 0 : 1;
  });
}

function isListed({ appearances }: FilteredData["papers"], row: number, sources: ReadonlySet<number>): boolean {
  for (let place = appearances.start[row]!; place < appearances.start[row + 1]!; place++) {
    if (sources.has(appearances.source[place]!)) return true;
  }
  return false;
}

/** Returns the first known day of a paper's appearances; -1 where none is known. */
export function findFirstDay({ appearances }: Pick<FilteredData["papers"], "appearances">, row: number): number {
  let first = -1;
  for (let place = appearances.start[row]!; place < appearances.start[row + 1]!; place++) {
    const day = appearances.day[place]!;
    if (day !== -1 && (first === -1 || day < first)) first = day;
  }
  return first;
}

function isWithin(day: number, [first, last]: readonly [first: number, last: number]): boolean {
  return day !== -1 && day >= first && day <= last;
}

/** Returns the rows that are 1 in a mask, or all of `count` rows where there is none. */
export function listRows(mask: Uint8Array | null, count: number): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  return mask ? rows.filter((row) => mask[row] === 1) : rows;
}
