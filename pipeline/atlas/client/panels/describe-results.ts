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
  const { rows, words, isPending } = results;
  if (isPending) return "";
  const none = rows.length === 0 ? "No paper is left. Other words or fewer filters may find some." : "";
  if (words.length === 0) return none || "By topic, the larger first; in each the most typical first.";
  return [none || describeSearch(results), isServed ? "" : HOW_TO_ASK].filter(Boolean).join(" ");
}

const HOW_TO_ASK = "To search by meaning, too, open it with topic-atlas serve.";

function describeSearch({ isByMeaning, isPartial, isAsking, note }: Results): string {
  if (isByMeaning) return `By meaning and words, the best first${note === null ? "" : `; ${note}`}.`;
  const order = isPartial
    ? "No paper has all of these words. By some of them, the best first"
    : "By words, the best first";
  if (isAsking) return `${order}; by meaning in a moment.`;
  return note === null ? `${order}.` : `${order}; ${note}.`;
}
