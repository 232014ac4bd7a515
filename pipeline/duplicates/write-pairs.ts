import { toPrintable } from "../text/printable.ts";
import { type MarkedStretch, markDifferences } from "./mark-differences.ts";
import type { ShownPair, ShownRecord } from "./read-pairs.ts";

/** How pairs are written: `width` in characters; without `mark`, words that one text alone has stand in [brackets]. */
export type PairStyle = { width: number; mark: ((text: string) => string) | null };

type Word = { text: string; isOwn: boolean };

const GAP = " │ ";
const NARROWEST = 20;

/** Returns pairs for reading: what was decided and why, then the two records side by side with the words marked that differ. */
export function writePairs(pairs: readonly ShownPair[], style: PairStyle): string {
  return pairs.map((pair) => writePair(pair, style).join("\n")).join("\n\n");
}

function writePair(pair: ShownPair, style: PairStyle): string[] {
  const width = Math.max(NARROWEST, Math.floor((style.width - GAP.length) / 2));
  const [keptTitle, otherTitle] = markDifferences(toPrintable(pair.kept.title), toPrintable(pair.other.title));
  const [kept, other] = markDifferences(toPrintable(pair.kept.abstract), toPrintable(pair.other.abstract));
  const beside = (left: readonly MarkedStretch[], right: readonly MarkedStretch[]) =>
    joinColumns(fill(left, width, style), fill(right, width, style), width, style);
  return [
    describeVerdict(pair),
    `  ${toPrintable(pair.evidence)}`,
    ...(pair.distinction === null ? [] : [`  told apart by: ${toPrintable(pair.distinction)}`]),
    ...beside(plain(describePlace(pair.kept)), plain(describePlace(pair.other))),
    ...beside(keptTitle, otherTitle),
    ...(pair.kind === "exact" ? [] : beside(kept, other)),
  ];
}

function describeVerdict({ kind, score, margin, isMerged }: ShownPair): string {
  const verdict = isMerged ? "merged" : "not merged";
  if (margin === null) return `${verdict}: ${kind}`;
  return `${verdict}: ${kind} ${score.toFixed(3)}, threshold ${(score - margin).toFixed(3)}`;
}

function describePlace({ text, source, position }: ShownRecord): string {
  return toPrintable(`${text} ${source}:${position}`);
}

function plain(text: string): MarkedStretch[] {
  return [{ text, isOwn: false }];
}

/** Breaks a text into lines of words that fit. */
function fill(stretches: readonly MarkedStretch[], width: number, { mark }: PairStyle): Word[][] {
  const lines: Word[][] = [[]];
  let length = 0;
  for (const word of stretches.flatMap((stretch) => splitStretch(stretch, width, mark === null))) {
    if (length > 0 && length + 1 + word.text.length > width) {
      lines.push([]);
      length = 0;
    }
    lines.at(-1)!.push(word);
    length += word.text.length + (length > 0 ? 1 : 0);
  }
  return lines;
}

function splitStretch({ text, isOwn }: MarkedStretch, width: number, hasBrackets: boolean): Word[] {
  const marked = isOwn && hasBrackets ? `[${text}]` : text;
  const pieces = new RegExp(`.{1,${width}}`, "gu");
  return marked.split(" ").flatMap((word) => (word.match(pieces) ?? []).map((piece) => ({ text: piece, isOwn })));
}

function joinColumns(left: Word[][], right: Word[][], width: number, style: PairStyle): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const [first, second] = [left[row] ?? [], right[row] ?? []];
    const length = first.reduce((sum, { text }) => sum + text.length + 1, 0) - (first.length > 0 ? 1 : 0);
    return `${writeWords(first, style)}${" ".repeat(Math.max(0, width - length))}${GAP}${writeWords(second, style)}`.trimEnd();
  });
}

function writeWords(words: readonly Word[], { mark }: PairStyle): string {
  return words.map(({ text, isOwn }) => (isOwn && mark !== null ? mark(text) : text)).join(" ");
}
