import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import type { Results } from "./follow-matches.ts";

/** Returns in words how many papers are left, and of how many. */
export function describeResults({ rows, words, isPending, isByMeaning }: Results, count: number): string {
  if (isPending) return "Searching";
  if (isByMeaning) return `${formatNumber(rows.length)} nearest of ${formatCount(count, "paper")}`;
  if (words.length > 0) return `${formatCount(rows.length, "paper")} found`;
  return rows.length === count
    ? formatCount(count, "paper")
    : `${formatNumber(rows.length)} of ${formatCount(count, "paper")}`;
}

/** Returns how the list came to be, in a line: in which order it is, what it was found by, and how more may be found. */
export function describeOrder(results: Results, isServed: boolean): string {
  const { rows, words, isByMeaning, isAsking, isPending, note } = results;
  if (isPending) return "";
  if (words.length === 0 && rows.length > 0) return "By topic, the larger first; in each the most typical first.";
  const none = rows.length === 0 ? "No paper is left. Other words or fewer filters may find some. " : "";
  return none + describeSearch({ words, isByMeaning, isAsking, note }, isServed);
}

function describeSearch(
  { words, isByMeaning, isAsking, note }: Pick<Results, "words" | "isByMeaning" | "isAsking" | "note">,
  isServed: boolean,
): string {
  if (words.length === 0) return "";
  if (isByMeaning) return ["By meaning and words, the best first.", note].filter(Boolean).join(" ");
  if (isAsking) return "By words, the best first; by meaning in a moment.";
  if (!isServed) return "By words, the best first. To search by meaning, too, open it with topic-atlas serve.";
  return ["By words, the best first.", note].filter(Boolean).join(" ");
}
