const ROMAN: Readonly<Record<string, string>> = {
  ii: "2",
  iii: "3",
  iv: "4",
  vi: "6",
  vii: "7",
  viii: "8",
  ix: "9",
  xi: "11",
  xii: "12",
};

/** Roman numbers that are letters or words elsewhere: they count behind a word for a part. */
const ROMAN_OF_PART: Readonly<Record<string, string>> = { ...ROMAN, i: "1", v: "5", x: "10" };

const NAMED: Readonly<Record<string, string>> = {
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
};

const ORDINALS: readonly string[] =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

const PARTS = new Set("part volume vol chapter paper book section phase".split(" "));

const EVENTS = new Set(
  "edition annual international workshop conference symposium challenge competition campaign meeting round issue volume report".split(
    " ",
  ),
);

/** Words between an ordinal and what it counts, as in "third international workshop". */
const EVENT_REACH = 3;

/**
 * Returns the numbers among words, in order: each run of digits, without leading zeros; roman ones; and "one" to "ten" and single letters behind
 * a word for a part.
 */
export function listNumbers(words: readonly string[]): string[] {
  return words.flatMap((word, place) => {
    const isOfPart = PARTS.has(words[place - 1] ?? "");
    const roman = isOfPart ? (ROMAN_OF_PART[word] ?? NAMED[word]) : ROMAN[word];
    if (roman !== undefined) return [roman];
    if (isOfPart && /^[a-z]$/.test(word)) return [word];
    return (word.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, ""));
  });
}

/** Returns the years from 1900 to 2099 among words, in order. */
export function listYears(words: readonly string[]): string[] {
  return words.filter((word) => /^(?:19|20)\d\d$/.test(word));
}

/** Returns the numbers of editions of an event or report among words, such as 3 for "third annual workshop" or "3rd edition". */
export function listEditions(words: readonly string[]): string[] {
  return words.flatMap((word, place) => {
    const [, digits] = /^(\d{1,3})(?:st|nd|rd|th)$/.exec(word) ?? [];
    const number = digits ?? (ORDINALS.includes(word) ? String(ORDINALS.indexOf(word)) : undefined);
    const isOfEvent = words.slice(place + 1, place + 1 + EVENT_REACH).some((next) => EVENTS.has(next));
    return number !== undefined && isOfEvent ? [number] : [];
  });
}
