import { describeLookup } from "../../../search/describe-lookup.ts";
import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import type { Results } from "./follow-matches.ts";

/** Returns in words how many papers are left, and of how many: those that have all words told from those near in meaning. */
export function describeResults(results: Results, count: number): string {
  const { rows, question, isPending } = results;
  if (isPending) return "Searching";
  if (question) return describeFound(results);
  return rows.length === count
    ? formatCount(count, "paper")
    : `${formatNumber(rows.length)} of ${formatCount(count, "paper")}`;
}

function describeFound({ rows, question, sought, best }: Results): string {
  const whole = best.size;
  const others = rows.length - whole;
  if (rows.length === 0) return "No paper found";
  if (question!.identifier && sought.length > 0)
    return `No paper goes by this identifier; ${formatCount(rows.length, "paper")} mention${rows.length === 1 ? "s" : ""} it`;
  if (question!.identifier) return others > 0 ? `1 paper, and ${formatNumber(others)} near it` : "1 paper";
  if (sought.length === 0) return `${formatCount(whole, "paper")} left`;
  const asked = sought.length === 1 ? "the word" : "all words";
  const words = question!.clauses.length > 0 ? "what was asked" : asked;
  if (whole === 0) return `No paper has ${words}; ${formatNumber(others)} come near`;
  const first = `${formatCount(whole, "paper")} ${whole === 1 ? "has" : "have"} ${words}`;
  return others > 0 ? `${first}; ${formatNumber(others)} more are near in meaning` : first;
}

/** Returns what stands between the papers that have all words and the others; "" where there is nothing to part. */
export function describeOthers({ rows, question, best, isSorted }: Results): string {
  if (!question || isSorted || best.size === 0 || best.size === rows.length) return "";
  return question.identifier ? "Nearest to it" : "Near in meaning, or with some of the words";
}

/** Returns how the list came to be: what was looked up otherwise than it was asked, and in which order the list is; "" for what need not be said. */
export function describeOrder(results: Results): { mending: string; order: string } {
  const { rows, question, isPending, isSorted } = results;
  if (isPending) return { mending: "", order: "" };
  const none = rows.length === 0 ? "No paper is left. Other words or fewer filters may find some." : "";
  const byTopic = isSorted ? "" : "By topic, the larger first; in each the most typical first.";
  if (!question) return { mending: "", order: none || byTopic };
  return { mending: describeMending(results), order: none || describeSearch(results) };
}

/** Returns what was looked up otherwise than it was asked, as a sentence. */
function describeMending({ sought, question }: Results): string {
  if (question?.identifier) return "";
  const lookup = describeLookup(sought);
  return lookup === "" ? "" : `${lookup[0]!.toUpperCase()}${lookup.slice(1)}.`;
}

function describeSearch({ question, sought, isByMeaning, isAsking, isSorted, note }: Results): string {
  if (question?.identifier)
    return sought.length > 0
      ? "Papers that mention this identifier."
      : "The paper that has this identifier, then those nearest to it.";
  const first = isSorted ? "Found" : "The best first,";
  if (isByMeaning) return `${first} by meaning and words${note === null ? "" : `; ${note}`}.`;
  const order = `${first} by words, then by likeness to those`;
  if (isAsking) return `${order}; by meaning in a moment.`;
  return note === null ? `${order}.` : `${order}; ${note}.`;
}
