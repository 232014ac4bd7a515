import { readDay } from "../../calendar-day.ts";
import { UserError } from "../../error.ts";
import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { type Format, quote } from "./format.ts";

const LONGEST_TITLE = 300;
const SHORTEST_ABSTRACT = 150;

const INVITATION = "Get trending papers in your email inbox";
const PREAMBLE = ["", "new", "Subscribe", "Daily Papers", "byAK and the research community"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DATE = new RegExp(`^(${MONTHS.join("|")})[a-z]* (\\d{1,2})(?:, (\\d{4}))?$`);

const CUT_OFF = "cut off: the file ends in the middle of a sentence";

type Line = { number: number; text: string };
type Pair = { title: Line; abstract: Line | undefined };

/**
 * The saved text of a daily paper list, in either of two layouts that its first lines tell apart. In layout A titles and
 * abstracts alternate, and `Subscribe` is glued to the first title. In layout B, which has `Daily Papers` at its head, a blank line
 * stands between any two lines, and the page tells its date.
 */
export const dailyPage: Format = {
  name: "daily-page",
  description: "saved daily paper pages",
  recognizes: ({ bytes }) =>
    decodeLoosely(bytes)
      .slice(0, 2000)
      .split("\n", 12)
      .some((line) => line.startsWith(INVITATION)),
  readRecords,
};

async function* readRecords(file: FileContent): AsyncGenerator<FoundRecord | Rejection> {
  const text = await file.readText();
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line }));
  const { start, isSpaced, listedText } = readPreamble(lines);
  const pairs = pairUp(findSlots(lines.slice(start), isSpaced));
  const listed = { listed_text: listedText, listed_date: listedText && readDate(listedText) };
  let alignedUntil = 0;
  for (const [index, { title, abstract }] of pairs.entries()) {
    if (index >= alignedUntil) alignedUntil = findNextFit(pairs, index);
    if (!abstract || alignedUntil < 0) throw misaligned(file.source, title, abstract);
    const isCutOff = index === pairs.length - 1 && endsInMidSentence(text);
    const reason = findFault(title.text, abstract.text) ?? (isCutOff ? CUT_OFF : null);
    if (reason) yield { line: title.number, reason, raw: `${title.text}\n${abstract.text}` };
    else yield { line: title.number, title: title.text, abstract: abstract.text, ...listed };
  }
}

/** A whole page ends with a line break or at the end of a sentence. */
function endsInMidSentence(text: string): boolean {
  return /[^\s.!?…。:;)\]}"'”’»]$/u.test(text);
}

/** Finds the first line behind the preamble; takes `Subscribe` off it where it is glued on. */
function readPreamble(lines: Line[]): { start: number; isSpaced: boolean; listedText: string | null } {
  let isSpaced = false;
  let listedText: string | null = null;
  let start = 0;
  for (; start < lines.length; start++) {
    const text = lines[start]!.text.trim();
    if (listedText === null && DATE.test(text)) listedText = text;
    else if (!text.startsWith(INVITATION) && !PREAMBLE.includes(text)) break;
    if (text === "Daily Papers") isSpaced = true;
  }
  const first = lines[start];
  if (first && !isSpaced) lines[start] = { ...first, text: first.text.replace(/^Subscribe(?=\S)/, "") };
  return { start, isSpaced, listedText };
}

/** Returns the day of a date such as "Aug 9, 2024"; null where it names no year, or no day of the calendar. */
function readDate(text: string): string | null {
  const [, month, dayOfMonth, year] = DATE.exec(text)!;
  if (!year) return null;
  const day = `${year}-${pad(MONTHS.indexOf(month!) + 1)}-${pad(dayOfMonth!)}`;
  return readDay(day) === null ? null : day;
}

function pad(part: number | string): string {
  return String(part).padStart(2, "0");
}

/** Leaves out the blank lines between. Where they are regular, a slot that is blank itself is kept: a text is missing there. */
function findSlots(lines: Line[], isSpaced: boolean): Line[] {
  if (!isSpaced) return lines;
  const isRegular = lines.every(({ text }, index) => index % 2 === 0 || text.trim() === "");
  return lines.filter(({ text }, index) => (isRegular ? index % 2 === 0 : text.trim() !== ""));
}

function pairUp(slots: Line[]): Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; index < slots.length; index += 2) {
    pairs.push({ title: slots[index]!, abstract: slots[index + 1] });
  }
  return pairs;
}

/** Returns what keeps two lines from being a title and its abstract, or null when nothing does. */
function findFault(rawTitle: string, rawAbstract: string): string | null {
  const title = rawTitle.trim();
  const abstract = rawAbstract.trim();
  if (title === "") return "empty title";
  if (abstract === "") return "empty abstract";
  if (title.length > LONGEST_TITLE) return `title too long: ${title.length} characters, at most ${LONGEST_TITLE}`;
  if (abstract.length < SHORTEST_ABSTRACT)
    return `abstract too short: ${abstract.length} characters, at least ${SHORTEST_ABSTRACT}`;
  if (abstract.length <= title.length)
    return `abstract no longer than its title: ${abstract.length} and ${title.length} characters`;
  return null;
}

/**
 * Returns the first pair from `start` on that fits, or the number of pairs when none does; -1 when the lines are shifted:
 * a whole abstract stands in the place of a title, the pairs that follow only fit when each begins a line earlier, or a
 * line is left over. Bad records among pairs that fit shift nothing.
 */
function findNextFit(pairs: Pair[], start: number): number {
  for (let index = start; index < pairs.length; index++) {
    const { title, abstract } = pairs[index]!;
    if (!abstract || title.text.trim().length > LONGEST_TITLE) return -1;
    if (!findFault(title.text, abstract.text)) return index;
    const next = pairs[index + 1];
    const nextFits = next?.abstract && !findFault(next.title.text, next.abstract.text);
    if (next && !nextFits && !findFault(abstract.text, next.title.text)) return -1;
  }
  return pairs.length;
}

function misaligned(source: string, title: Line, abstract: Line | undefined): UserError {
  const describe = ({ text }: Line) => `${quote(text)} (${text.trim().length} characters)`;
  const found = abstract
    ? `${describe(title)} is followed by ${describe(abstract)}`
    : `${describe(title)} is followed by nothing`;
  return new UserError(
    `${source}:${title.number}: title and abstract do not pair up: ${found}; ` +
      `a line is missing or doubled near line ${title.number}. Mend the file or take it out.`,
  );
}
