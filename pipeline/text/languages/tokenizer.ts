import { type LocatedToken, locateTokens, splitSegments, splitTokens } from "../words.ts";

/** How texts are split into words, and how words become a text again. */
export type Tokenizer = {
  /** Returns the words of a text as written. */
  splitTokens(text: string): string[];
  /** Returns the words of each stretch between punctuation; every stretch has a word. */
  splitSegments(text: string): string[][];
  /** Returns the same words with their places, parted in the same places as by splitSegments. */
  locateTokens(text: string): LocatedToken[];
  /** Returns words as they are written side by side. */
  joinTokens(tokens: readonly string[]): string;
};

/** The words of languages with spaces between them, as English has. */
export const SPACED_WORDS: Tokenizer = {
  splitTokens,
  splitSegments,
  locateTokens,
  joinTokens: (tokens) => tokens.join(" "),
};

/** Languages that put no spaces between words, in their own scripts. */
const UNSPACED_LANGUAGES = new Set(["zh", "ja", "th", "lo", "km", "my"]);
/** Languages whose short words run into the next, parted by an apostrophe: "l'image", "dell'immagine". */
const ELIDING_LANGUAGES = new Set(["fr", "it", "ca", "oc"]);

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const BREAK = /[^\p{L}\p{N}\p{M}\s'’-]+|\s[-–—]+\s/u;
const UNSPACED =
  "[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]";
const KATAKANA = "[\\p{Script=Katakana}ー]";
/** The segmenter takes time by the square of what it reads, so that it reads no more at once; no sentence is as long. */
const LONGEST_SEGMENTED = 500;
const HAS_UNSPACED = new RegExp(UNSPACED, "u");
const STRETCH = new RegExp(
  `(?<katakana>${KATAKANA}{2,})|(?<unspaced>(?:(?!${KATAKANA}{2})(?=[\\p{L}\\p{M}\\p{N}])${UNSPACED}){1,${LONGEST_SEGMENTED}})|` +
    `(?<spaced>(?!${UNSPACED})[\\p{L}\\p{N}](?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])*(?:['’-](?!${UNSPACED})[\\p{L}\\p{N}](?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])*)*)`,
  "gu",
);
const UNSPACED_AT_START = new RegExp(`^${UNSPACED}`, "u");
const UNSPACED_AT_END = new RegExp(`${UNSPACED}$`, "u");
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|un|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|gl|agl|dagl|degl|negl|sugl)['’](?=\p{L})/iu;

/** Returns whether a language puts no spaces between words. */
export function isUnspaced(language: string): boolean {
  return UNSPACED_LANGUAGES.has(language);
}

/** Returns whether a text begins with a letter of a script without spaces between words. */
export function beginsUnspaced(text: string): boolean {
  return UNSPACED_AT_START.test(text);
}

/**
 * Returns how texts in any of these languages are split into words. Words of scripts without spaces are found by Intl.Segmenter for the first
 * of the languages that has such a script; what its ICU data knows as words depends on the version of Node.
 */
export function buildTokenizer(languages: readonly string[]): Tokenizer {
  const segmenter = new Intl.Segmenter(languages.find(isUnspaced) ?? "zh", { granularity: "word" });
  const elides = languages.some((language) => ELIDING_LANGUAGES.has(language));
  const locate = (text: string): { token: string; start: number }[] =>
    [...text.matchAll(WORD)].flatMap(({ 0: run, index }) =>
      partElided(run, elides).flatMap(({ token, start }) =>
        partUnspaced(token, segmenter).map((part) => ({ token: part.token, start: index + start + part.start })),
      ),
    );
  const split = (text: string) => locate(text).map(({ token }) => token);
  return {
    splitTokens: split,
    splitSegments: (text) =>
      text
        .split(BREAK)
        .map(split)
        .filter((tokens) => tokens.length > 0),
    locateTokens: (text) => {
      let last = 0;
      return locate(text).map(({ token, start }) => {
        const followsBreak = BREAK.test(text.slice(last, start));
        last = start + token.length;
        return { token, start, followsBreak };
      });
    },
    joinTokens: (tokens) => tokens.reduce((text, token) => `${text}${needsSpace(text, token) ? " " : ""}${token}`, ""),
  };
}

function needsSpace(before: string, after: string): boolean {
  return before !== "" && !/['’]$/.test(before) && !UNSPACED_AT_END.test(before) && !UNSPACED_AT_START.test(after);
}

/** Parts "l'apprentissage" into "l'" and "apprentissage". */
function partElided(run: string, elides: boolean): { token: string; start: number }[] {
  const [elided] = (elides && ELIDED.exec(run)) || [""];
  const rest = { token: run.slice(elided.length), start: elided.length };
  return elided === "" ? [rest] : [{ token: elided, start: 0 }, rest];
}

/** Parts the stretches of scripts without spaces from the rest, and into their words. A run of katakana is one word. */
function partUnspaced(run: string, segmenter: Intl.Segmenter): { token: string; start: number }[] {
  if (!HAS_UNSPACED.test(run)) return [{ token: run, start: 0 }];
  return [...run.matchAll(STRETCH)].flatMap(({ 0: stretch, index, groups }) => {
    if (groups!.unspaced === undefined) return [{ token: stretch, start: index }];
    return Array.from(segmenter.segment(stretch), (part) => ({ token: part.segment, start: index + part.index }));
  });
}
