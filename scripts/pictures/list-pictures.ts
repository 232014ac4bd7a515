/** The window that a picture is taken in, in CSS pixels. */
export type Window = { width: number; height: number; scheme: "light" | "dark" };

/** What the pictures of a map show: a topic, its place and a paper of it, and some days, as a link has them; null without days. */
export type Place = { topic: number; x: number; y: number; paper: string; lastDays: string | null };

/** A part of the map's page that a link can open. */
export type Part = "whole" | "near" | "nearer" | "nearest" | "search" | "topic" | "paper" | "time" | "table";

const DESK: Window = { width: 1440, height: 900, scheme: "light" };
const PHONE: Window = { width: 390, height: 844, scheme: "light" };
const WIDE: Window = { width: 2560, height: 1440, scheme: "light" };
const QUESTION = "KV cache eviction";

/** Zoom of the three steps in. */
const ZOOMS = { near: 2, nearer: 5, nearest: 12 };

/** Pictures of files of an output other than the map. */
export const PAGE_PICTURES: readonly (Window & { name: string; file: string })[] = [
  { name: "report", file: "report.html", width: 900, height: 1100, scheme: "light" },
  { name: "digest", file: "digest/digest.html", width: 900, height: 700, scheme: "light" },
];

/** Pictures of the map's page, taken of each corpus. */
export const MAP_PICTURES: readonly (Window & { name: string; part: Part; needsDays?: true })[] = [
  { name: "first", part: "whole", ...DESK },
  { name: "first-dark", part: "whole", ...DESK, scheme: "dark" },
  { name: "first-wide", part: "whole", ...WIDE },
  { name: "first-phone", part: "whole", ...PHONE },
  { name: "zoom-1", part: "near", ...DESK },
  { name: "zoom-2", part: "nearer", ...DESK },
  { name: "zoom-3", part: "nearest", ...DESK },
  { name: "search", part: "search", ...DESK },
  { name: "topic", part: "topic", ...DESK },
  { name: "topic-phone", part: "topic", ...PHONE },
  { name: "paper", part: "paper", ...DESK },
  { name: "paper-dark", part: "paper", ...DESK, scheme: "dark" },
  { name: "time", part: "time", ...DESK, needsDays: true },
  { name: "table", part: "table", ...DESK },
];

/** Returns the part of the address behind the page's own that opens a part of it. */
export function writeAddress(part: Part, { topic, x, y, paper, lastDays }: Place): string {
  if (part === "whole") return "";
  if (part === "near" || part === "nearer" || part === "nearest") return `#at=${x},${y},${ZOOMS[part]}`;
  const fragments = {
    search: `q=${encodeURIComponent(QUESTION)}&panel=papers`,
    topic: `topic=${topic}`,
    paper: `paper=${paper}`,
    time: `dates=${lastDays}&panel=charts`,
    table: "table=1",
  };
  return `#${fragments[part]}`;
}
