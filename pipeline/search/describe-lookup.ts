import { joinWithAnd } from "../text/join-with-and.ts";
import type { SoughtWord } from "./search-index.ts";

/** Returns in words what was looked up otherwise than asked, and what no paper has; "" for nothing. */
export function describeLookup(sought: readonly SoughtWord[]): string {
  const corrected = sought.filter((word) => word.corrected !== null);
  const unknown = sought.filter((word) => word.corrected === null && word.forms.length === 0);
  const none = [...corrected, ...unknown].map(({ word }) => `“${word}”`);
  if (none.length === 0) return "";
  const results = corrected.map((word) => `“${word.corrected}”`);
  return `no paper has ${none.join(" or ")}${results.length > 0 ? `: showing results for ${joinWithAnd(results)}` : ""}`;
}
