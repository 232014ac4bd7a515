type Rule = readonly [ending: string, replacement: string];

const STEP_2: readonly Rule[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["abli", "able"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
];
const STEP_3: readonly Rule[] = [
  ["icate", "ic"],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
];
/** The longest that fits stands first. */
const STEP_4 = /(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ion|ou|ism|ate|iti|ous|ive|ize)$/;

/** Of Porter's English stemmer of 2001, as is that "ative" is taken off in two steps. */
const LONG_ROOT = /^(?:gener|commun|arsen)/;
const DOUBLE_END = /([^aeiouy])\1$/;

/** Returns the stem of a folded English word (Porter 1980): "quantizing" and "quantization" are one. Words with other letters, or of up to three, stay. */
export function stemWord(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  const singular = word
    .replace(/sses$/, "ss")
    .replace(/ies$/, "i")
    .replace(/([^s])s$/, "$1");
  const present = takeOffTense(singular);
  const turned = /y$/.test(present) && hasVowel(present.slice(0, -1)) ? `${present.slice(0, -1)}i` : present;
  const third = replaceEnding(replaceEnding(turned, STEP_2), STEP_3);
  const fourth = cutEnding(third);
  return takeOffLastLetter(fourth);
}

/** Porter's measure: how often a vowel is followed by a consonant; one for all of "gener", which parts "general" from "generate". */
function countTurns(stem: string): number {
  const rest = stem.replace(LONG_ROOT, "");
  return (rest === stem ? 0 : 1) + (shapeOf(rest).match(/vc/g)?.length ?? 0);
}

/** Returns the letters as consonants, c, and vowels, v: a y after a consonant is a vowel. */
function shapeOf(word: string): string {
  let shape = "";
  for (const letter of word) shape += "aeiou".includes(letter) || (letter === "y" && shape.endsWith("c")) ? "v" : "c";
  return shape;
}

function hasVowel(stem: string): boolean {
  return shapeOf(stem).includes("v");
}

/** Consonant, vowel, consonant, the last not w, x or y. */
function hasShortEnd(stem: string): boolean {
  return shapeOf(stem).endsWith("cvc") && !/[wxy]$/.test(stem);
}

function takeOffTense(word: string): string {
  if (word.endsWith("eed")) return countTurns(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = word.replace(/(?:ed|ing)$/, "");
  if (stem === word || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (DOUBLE_END.test(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return countTurns(stem) === 1 && hasShortEnd(stem) ? `${stem}e` : stem;
}

function replaceEnding(word: string, rules: readonly Rule[]): string {
  const [ending, replacement] = rules.find(([end]) => word.endsWith(end)) ?? ["", ""];
  const stem = word.slice(0, word.length - ending.length);
  return ending !== "" && countTurns(stem) > 0 ? stem + replacement : word;
}

function cutEnding(word: string): string {
  const stem = word.replace(STEP_4, "");
  const isWhole = word.endsWith("ion") && !/[st]$/.test(stem);
  return countTurns(stem) > 1 && !isWhole ? stem : word;
}

function takeOffLastLetter(word: string): string {
  const stem = word.slice(0, -1);
  const turns = countTurns(stem);
  const isSilent = word.endsWith("e") && (turns > 1 || (turns === 1 && !hasShortEnd(stem)));
  if (isSilent) return stem;
  return word.endsWith("ll") && turns > 1 ? stem : word;
}
