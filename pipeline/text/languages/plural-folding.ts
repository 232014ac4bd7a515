/** Endings by which words of a language differ in number, and what both forms become, in order of trial. */
const ENDINGS: Readonly<Record<string, readonly [ending: RegExp, folded: string][]>> = {
  es: [
    [/(?<=[lrndzj])es$/, ""],
    [/s$/, ""],
  ],
  fr: [[/[sx]$/, ""]],
  pt: [
    [/(?:ões|ãos|ães)$/, "ão"],
    [/ns$/, "m"],
    [/(?<=[aeou])is$/, "l"],
    [/(?<=[rz])es$/, ""],
    [/s$/, ""],
  ],
};
const LEAST_LETTERS = 5;

/** Returns one form of a word in lower case for singular and plural; a key to count by, not always a word. Words of up to four letters stay. */
export function foldPlural(language: string, word: string): string {
  if (word.length < LEAST_LETTERS) return word;
  const found = ENDINGS[language]?.find(([ending]) => ending.test(word));
  return found ? word.replace(found[0], found[1]) : word;
}
