/** The parts of a person's name as reference managers sort by them. */
export type PersonName = { family: string; given: string; suffix: string };

const SUFFIX = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
/** Longest that a suffix stays one: "Ada V" has a family name of one letter. */
const FEWEST_PARTS = 3;

/**
 * Returns the parts of a name as BibTeX parts it: the last word is the family name, with words in lower case before it ("van der Berg"); a name
 * with commas is "family, given" or "family, suffix, given". Null where it is one word, or of more commas: such is kept whole.
 */
export function splitName(name: string): PersonName | null {
  const parts = name.split(",").map((part) => part.trim().replace(/\s+/g, " "));
  if (parts.some((part) => part === "") || parts.length > 3) return null;
  if (parts.length === 2) return { family: parts[0]!, given: parts[1]!, suffix: "" };
  if (parts.length === 3) return { family: parts[0]!, given: parts[2]!, suffix: parts[1]! };
  const words = parts[0]!.split(" ");
  const suffix = words.length >= FEWEST_PARTS && SUFFIX.test(words.at(-1)!) ? words.pop()! : "";
  if (words.length < 2) return null;
  const particle = words.findIndex((word, place) => place > 0 && /^\p{Ll}/u.test(word));
  const start = particle === -1 ? words.length - 1 : Math.min(particle, words.length - 1);
  return { family: words.slice(start).join(" "), given: words.slice(0, start).join(" "), suffix };
}
