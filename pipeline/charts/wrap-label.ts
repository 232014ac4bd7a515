/** Returns the width of a text, in any unit. */
type Measure = (text: string) => number;

const MAX_LINES = 4;
/** Longer labels are not worth trying every way to break them. */
const MOST_BALANCED_WORDS = 14;

/**
 * Returns a label in lines no wider than `maxWidth`, at most four, as few as will do and as even as they can be.
 * A line break stands for a comma or a middle dot. What does not fit ends in an ellipsis.
 */
export function wrapLabel(label: string, maxWidth: number, measure: Measure): string[] {
  const words = label
    .split(/\s+(?!·)/)
    .filter((word) => word !== "")
    .map((word) => cutToWidth(word, maxWidth, measure));
  if (words.length === 0) return [];
  const mostLines = words.length > MOST_BALANCED_WORDS ? 0 : Math.min(MAX_LINES, words.length);
  for (let lines = 1; lines <= mostLines; lines++) {
    const wrapped = breakEvenly(words, lines, measure);
    if (wrapped.every((line) => measure(line) <= maxWidth)) return wrapped;
  }
  return breakGreedily(words, maxWidth, measure);
}

/** Returns the text, or its longest beginning that fits with an ellipsis. */
export function cutToWidth(text: string, maxWidth: number, measure: Measure): string {
  if (measure(text) <= maxWidth) return text;
  let kept = "";
  for (const character of text) {
    if (measure(`${kept}${character}…`) > maxWidth) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Of all ways to break into `lines` lines: the one whose widest line is narrowest, a break at a comma counting as a gain. */
function breakEvenly(words: readonly string[], lines: number, measure: Measure): string[] {
  let best: string[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (const breaks of chooseBreaks(1, words.length, lines - 1)) {
    const edges = [0, ...breaks, words.length];
    const parts = edges.slice(1).map((end, index) => words.slice(edges[index], end).join(" "));
    const widths = parts.map((part) => measure(dropComma(part)));
    const commas = parts.slice(0, -1).filter((part) => /[,·]$/.test(part)).length;
    const cost = Math.max(...widths) * (1 - 0.12 * commas);
    if (cost < bestCost) {
      bestCost = cost;
      best = parts;
    }
  }
  return best.map((part, index) => (index < best.length - 1 ? dropComma(part) : part));
}

function* chooseBreaks(from: number, to: number, count: number): Generator<number[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let first = from; first < to; first++) {
    for (const rest of chooseBreaks(first + 1, to, count - 1)) yield [first, ...rest];
  }
}

function breakGreedily(words: readonly string[], maxWidth: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= maxWidth) {
      line = longer;
      continue;
    }
    if (lines.length === MAX_LINES - 1) {
      lines.push(cutToWidth(`${line} ${words.slice(index).join(" ")}`, maxWidth, measure));
      return lines;
    }
    lines.push(dropComma(line));
    line = word;
  }
  return [...lines, line];
}

function dropComma(line: string): string {
  return line.replace(/\s*[,;·]+$/u, "");
}
