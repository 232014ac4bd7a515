import type { WriteStream } from "node:tty";
import picocolors from "picocolors";
import stringWidth from "string-width";
import { createSupportsHyperlinks } from "supports-hyperlinks";
import { toPrintableLine } from "../text/printable.ts";

/** Where an answer is printed: how wide it is, and what it can show. Everything it styles must be printable already. */
export type Terminal = {
  /** Columns. */
  width: number;
  /** Whether a person reads it, not a pipe or file. */
  isInteractive: boolean;
  bold(text: string): string;
  dim(text: string): string;
  /** Marks what was asked for. */
  mark(text: string): string;
  /** What is well. */
  good(text: string): string;
  /** What is to be taken with care. */
  doubtful(text: string): string;
  /** Returns a dot in a colour given as #rrggbb, and a space; nothing where colours are not shown. */
  dot(color: string | null): string;
  /** Returns a text that leads to a web address where the terminal can do that, else the text alone. */
  link(text: string, address: string): string;
};

const WIDTH_WITHOUT_TERMINAL = 100;
const NARROWEST = 40;

/** Returns what a stream can show. Colours follow NO_COLOR and FORCE_COLOR; a width follows the window, or COLUMNS where there is none. */
export function readTerminal(stream: Pick<WriteStream, "isTTY" | "columns">, env: NodeJS.ProcessEnv): Terminal {
  const isInteractive = stream.isTTY === true;
  const isForced = (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0";
  const hasColors = (env.NO_COLOR ?? "") === "" && (isForced || (isInteractive && env.TERM !== "dumb"));
  const colors = picocolors.createColors(hasColors);
  const hasLinks = isInteractive && hasColors && createSupportsHyperlinks(stream);
  const columns = stream.columns ?? (Number(env.COLUMNS) || WIDTH_WITHOUT_TERMINAL);
  return {
    width: Math.max(NARROWEST, columns),
    isInteractive,
    bold: colors.bold,
    dim: colors.dim,
    mark: (text) => colors.bold(colors.yellow(text)),
    good: colors.green,
    doubtful: colors.yellow,
    dot: (color) => (hasColors ? paintDot(color, hasTrueColors(env)) : ""),
    link: (text, address) =>
      hasLinks && /^https?:\/\//.test(address) ? `\x1b]8;;${encodeURI(decode(address))}\x07${text}\x1b]8;;\x07` : text,
  };
}

/** Returns a text on one line of at most `width` columns, printable, with an ellipsis where it was cut. */
export function cutText(text: string, width: number): string {
  const line = toPrintableLine(text);
  if (stringWidth(line) <= width) return line;
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

function hasTrueColors({ COLORTERM = "" }: NodeJS.ProcessEnv): boolean {
  return COLORTERM === "truecolor" || COLORTERM === "24bit";
}

/** Of the 256 colours that other terminals know, 216 are a cube of six steps a side, from 16 on. */
function paintDot(color: string | null, isTrue: boolean): string {
  if (color === null || !/^#[0-9a-f]{6}$/i.test(color)) return "  ";
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  const step = (part: number) => Math.round((part / 255) * 5);
  const code = isTrue ? `2;${red};${green};${blue}` : `5;${16 + 36 * step(red!) + 6 * step(green!) + step(blue!)}`;
  return `\x1b[38;${code}m●\x1b[39m `;
}

/** What is escaped already is not escaped twice; what is no address is left as it is. */
function decode(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
