import { describeFields, findMatches } from "../../../search/match-fields.ts";
import { findForms, type TextMatch } from "../../../search/match-words.ts";
import type { SearchText } from "../../../search/search-index.ts";
import { formatNumber } from "../../../text/format-figure.ts";
import { createElement } from "../elements.ts";
import type { Results } from "./follow-matches.ts";
import { markText } from "./items.ts";

/** Characters of the abstract around the first hit. */
const SNIPPET = 150;

/** Returns why a paper was found, and the part of its abstract, else of its authors, that has the words; what the page has not yet is left out. */
export function createHitNote(row: number, text: Partial<SearchText>, results: Results): Node {
  const { abstract = "", authors = "" } = text;
  const snippet = createSnippet(abstract, results.words) ?? createSnippet(authors, results.words);
  const why = createElement("span", { class: "why", dir: "auto" }, describeWhy(row, text, results));
  return createElement("span", { class: "hit-note" }, why, ...(snippet ? [snippet] : []));
}

function describeWhy(row: number, text: Partial<SearchText>, { question, sought, nearTo, best }: Results): string {
  const isWhole = best.has(row);
  if (question!.identifier && sought.length === 0) return isWhole ? "Has this identifier" : "Near it in meaning";
  const words = describeFields(findMatches(text, sought));
  const count = nearTo.get(row) ?? 0;
  const near = count > 0 ? `similar to ${formatNumber(count)} of the best hits` : "";
  if (words === "") return `Near in meaning${near && `: ${near}`}`;
  return best.size > 0 && !isWhole && near !== "" ? `${words}; ${near}` : words;
}

/** Returns the part of a text around its first hit, with the hits marked; undefined where it has none. */
function createSnippet(text: string, words: readonly string[]): Node | undefined {
  const hits = findForms(text, words);
  const [first] = hits;
  if (!first) return undefined;
  const start = startOfWord(text, Math.max(0, first.start - SNIPPET / 3));
  const part = text.slice(start, start + SNIPPET);
  const shifted: TextMatch[] = hits
    .map((hit) => ({ start: hit.start - start, end: hit.end - start }))
    .filter((hit) => hit.start >= 0 && hit.end <= part.length);
  const nodes = [start > 0 ? "… " : "", ...markText(part, shifted), start + SNIPPET < text.length ? " …" : ""];
  return createElement("span", { class: "snippet", dir: "auto" }, ...nodes);
}

function startOfWord(text: string, near: number): number {
  const space = text.indexOf(" ", Math.floor(near));
  return near === 0 || space === -1 ? 0 : space + 1;
}
