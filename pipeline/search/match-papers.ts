import { type AtlasData, type PaperColumns, ROLES } from "../atlas/atlas-data.ts";
import type { AtlasIndex } from "../atlas/client/atlas-index.ts";
import type { Filters } from "../atlas/client/state.ts";

export type FilterName = keyof Filters;

/** Returns whether any filter is on. */
export function isFiltering({ topics, sources, roles, dates }: Filters): boolean {
  return topics.length > 0 || sources.length > 0 || roles.length > 0 || dates !== null;
}

/**
 * Returns 1 for each paper that meets all filters, but for the filter left out. Source and date are met by the same appearance: listed there, then.
 */
export function filterPapers(
  { papers, sources }: AtlasData,
  index: Pick<AtlasIndex, "familyOf">,
  filters: Filters,
  leftOut?: FilterName,
): Uint8Array {
  const kept = { ...filters, ...(leftOut && { [leftOut]: leftOut === "dates" ? null : [] }) } as Filters;
  const topics = kept.topics.length > 0 ? new Set(kept.topics.flatMap((id) => [...index.familyOf(id)])) : null;
  const sourceSet = kept.sources.length > 0 ? new Set(kept.sources.map((name) => sources.indexOf(name))) : null;
  const roles = kept.roles.length > 0 ? new Set(kept.roles.map((role) => ROLES.indexOf(role))) : null;
  return Uint8Array.from(papers.id, (_, row) => {
    if (topics && !topics.has(papers.topic[row]!)) return 0;
    if (roles && !roles.has(papers.role[row]!)) return 0;
    return (sourceSet || kept.dates) && !isListed(papers, row, sourceSet, kept.dates) ? 0 : 1;
  });
}

function isListed(
  { appearances }: PaperColumns,
  row: number,
  sources: ReadonlySet<number> | null,
  dates: Filters["dates"],
): boolean {
  for (let place = appearances.start[row]!; place < appearances.start[row + 1]!; place++) {
    const day = appearances.day[place]!;
    const isInDates = !dates || (day >= dates[0] && day <= dates[1]);
    if (isInDates && (!sources || sources.has(appearances.source[place]!))) return true;
  }
  return false;
}

/** Returns the rows that are 1 in a mask, or all of `count` rows where there is none. */
export function listRows(mask: Uint8Array | null, count: number): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  return mask ? rows.filter((row) => mask[row] === 1) : rows;
}

/** Returns the first day that each paper was listed on, in days since 1970-01-01; -1 where no page gives one. */
export function findFirstDays({ id, appearances }: PaperColumns): Int32Array {
  return Int32Array.from(id, (_, row) => {
    const days = appearances.day.subarray(appearances.start[row]!, appearances.start[row + 1]!);
    return days.reduce((first, day) => (day >= 0 && (first < 0 || day < first) ? day : first), -1);
  });
}
