/** What the digest is about: days, or, where no page gives a full date, a page. */
export type Period =
  | { kind: "days"; from: string; to: string }
  | { kind: "page"; source: string; listedText: string | null };

const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const MONTH_FORMAT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

/** Returns days as people write them, such as "21 August 2026" or "15 to 21 August 2026", or the name of a page. */
export function describePeriod(period: Period): string {
  if (period.kind === "page") return `page ${period.source.replace(/^.*\//, "")}`;
  const { from, to } = period;
  if (from === to) return describeDay(to);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} to ${describeDay(to)}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${MONTH_FORMAT.format(new Date(from))} to ${describeDay(to)}`;
  return `${describeDay(from)} to ${describeDay(to)}`;
}

/** Returns a day, YYYY-MM-DD, as people write it. */
export function describeDay(day: string): string {
  return DAY_FORMAT.format(new Date(day));
}
