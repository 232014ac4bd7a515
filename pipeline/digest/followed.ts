import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { describeError, UserError } from "../error.ts";
import { toPrintableLine } from "../text/printable.ts";

/** Something that someone follows, as it was given, and where: "line 3 of topics.txt" or "--search". */
export type FollowedLine = {
  text: string;
  origin: string;
  /** Whether it is to be searched for even where a topic has its name. */
  isPhrase: boolean;
};

const LARGEST_FILE = 2 ** 20;
const MOST_LINES = 500;
const LONGEST_LINE = 300;

/** Returns what a file names to follow, as parseFollowed reads it. Throws a UserError too where it cannot be read. */
export async function readFollowed(path: string): Promise<FollowedLine[]> {
  let bytes: Uint8Array;
  try {
    const stats = await stat(path);
    if (!stats.isFile())
      throw new UserError(`--follow ${path}: is no file. Name a text file, a topic or phrase on each line.`);
    if (stats.size > LARGEST_FILE)
      throw new UserError(`--follow ${path}: ${stats.size} bytes, at most ${LARGEST_FILE}`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`--follow ${path}: cannot be read: ${describeError(error)}`);
  }
  return parseFollowed(path, bytes);
}

/**
 * Returns what a file of things to follow names, a line each: the number of a topic, its label, or a phrase. What stands behind a # at the start
 * of a line or after a space is a comment. Throws a UserError that names file, line and value.
 */
export function parseFollowed(path: string, bytes: Uint8Array): FollowedLine[] {
  const lines: FollowedLine[] = [];
  for (const [index, line] of decode(path, bytes)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const text = line.replace(/(^|\s)#.*$/u, "").trim();
    if (text === "") continue;
    lines.push({
      text: checkText(text, `${path}:${index + 1}`),
      origin: `line ${index + 1} of ${basename(path)}`,
      isPhrase: false,
    });
    if (lines.length > MOST_LINES)
      throw new UserError(
        `${path}:${index + 1}: more than ${MOST_LINES} lines to follow. Keep those that matter most.`,
      );
  }
  if (lines.length > 0) return lines;
  throw new UserError(
    `${path}: names nothing to follow. Put the number of a topic, its label or a phrase on each line.`,
  );
}

/** Returns what --search asks for, checked as the lines of a file are. */
export function readSearched(phrases: readonly string[]): FollowedLine[] {
  return phrases.map((text) => ({ text: checkText(text.trim(), "--search"), origin: "--search", isPhrase: true }));
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below.
  }
  throw new UserError(`${path}: is no text in UTF-8. Save it as plain text, a topic or phrase on each line.`);
}

function checkText(text: string, place: string): string {
  const shown = toPrintableLine(text.slice(0, 60));
  if (text.length > LONGEST_LINE)
    throw new UserError(
      `${place}: ${shown}…: ${text.length} characters, at most ${LONGEST_LINE}. Name a topic, or give a shorter phrase.`,
    );
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new UserError(
      `${place}: ${JSON.stringify(shown)}: has no word in it. Give the number of a topic, its label or a phrase.`,
    );
  return text;
}
