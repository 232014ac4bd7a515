import { isAscii } from "../text/ascii.ts";

/** Names of the Greek letters that sources write now as a letter, now as a word, from alpha on; the letters stand in order in Unicode. */
const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(
    " ",
  );
const FIRST_GREEK = "α".charCodeAt(0);

/** A sign of a script that puts no spaces between words is a word. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}])+/gu;

const HEADING = /^\s*(?:[Aa]bstract|ABSTRACT|[Ss]ummary|SUMMARY)\s*[-–—:.]?\s*(?=\p{Lu})/u;

/**
 * Returns the words of a text in the one form in which sources are compared: lower case, without accents, tags, math signs and the
 * heading "Abstract"; Greek letters by name; numbers without points and commas, which sources lose.
 */
export function foldWords(text: string): string[] {
  const bare = text
    .replace(HEADING, "")
    .replace(/<\/?[a-z][^<>]{0,80}>/gi, " ")
    .replace(/[$^_{}\\'’]+/g, "")
    .replace(/(?<=\d)[.,](?=\d)/g, "");
  if (isAscii(bare)) return bare.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return (
    bare
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[α-ω]/g, (letter) => GREEK[letter.charCodeAt(0) - FIRST_GREEK]!)
      .match(WORD) ?? []
  );
}
