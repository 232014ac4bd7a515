import { findForms } from "../search/match-words.ts";
import { cutText, type Terminal } from "../terminal/terminal.ts";
import { wrapText } from "../terminal/wrap-text.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { SearchAnswer, SearchHit } from "./paper-search.ts";

const QUESTION_SHOWN = 50;

/** Returns what a question found as text for a terminal: printable, the words that matched marked. */
export function writeHits(
  question: string,
  { found_by, found, whole, hits }: SearchAnswer,
  terminal: Terminal,
): string {
  const asked = `“${cutText(question.trim().replace(/\s+/g, " "), QUESTION_SHOWN)}”`;
  const heading =
    hits.length === 0
      ? `Nothing found for ${asked}.`
      : `${asked} by ${found_by}: ${hits.length < found ? `the best ${formatNumber(hits.length)} of ${formatCount(found, "paper")}` : formatCount(found, "paper")}; ${describeWhole(whole)}.`;
  const width = `${hits.length}`.length;
  const lines = hits.map((hit, place) => writeHit(hit, `${place + 1}`.padStart(width), terminal));
  return `${[wrapText(heading, terminal), ...lines.map((line) => `\n${line}`)].join("\n")}\n`;
}

function describeWhole(whole: number): string {
  if (whole === 0) return "none has all of these words";
  return `${formatNumber(whole)} ${whole === 1 ? "has" : "have"} all words`;
}

function writeHit(
  { title, topic, paper_id, url, day, snippet, why, matched }: SearchHit,
  rank: string,
  terminal: Terminal,
): string {
  const indent = rank.length + 2;
  const place = terminal.link(paper_id, url ?? "");
  const facts = [day, topic && toPrintableLine(topic)].filter((fact) => fact !== null);
  return [
    `${rank}  ${wrapText(markWords(title, matched, terminal, terminal.bold), terminal, indent).trimStart()}`,
    wrapText(`${place}  ${terminal.dim(facts.join(" · ") || "no topic")}`, terminal, indent),
    ...(snippet === ""
      ? []
      : [
          wrapText(
            markWords(snippet, matched, terminal, (text) => text),
            terminal,
            indent,
          ),
        ]),
    wrapText(terminal.dim(toPrintableLine(why)), terminal, indent),
  ].join("\n");
}

/** Returns a text made printable, the words that matched marked and the rest in a style. */
function markWords(
  text: string,
  words: readonly string[],
  terminal: Terminal,
  style: (text: string) => string,
): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of [...findForms(text, words), { start: text.length, end: text.length }]) {
    const between = toPrintableLine(text.slice(end, match.start));
    if (between !== "") parts.push(style(between));
    if (match.end > match.start) parts.push(terminal.mark(toPrintableLine(text.slice(match.start, match.end))));
    end = match.end;
  }
  return parts.join("");
}
