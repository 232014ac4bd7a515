import { readLatex } from "./latex-text.ts";

/** What stands for given names: initials, such as "A. B." or "JK". */
const INITIALS = /^(?:(?:\p{Lu}\p{Ll}?\.|\p{Lu})[\s-]*){1,4}$/u;

/** What may stand behind a name. */
const SUFFIX = /^(?:[JS]r\.?|I{1,3}|IV|V|Ph\.?D\.?|M\.?D\.?)$/i;

/** Returns a name with the family name last: "Lovelace, Ada" is Ada Lovelace, "King, Jr, Martin" and "King, Martin, Jr" Martin King, Jr. A part that is "null", as Mendeley writes one that it lacks, is none. */
export function turnName(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family, second, third] = parts.filter((part) => part !== "" && part !== "null");
  if (second === undefined) return family ?? "";
  if (third === undefined) return `${second} ${family}`;
  return SUFFIX.test(third) ? `${second} ${family}, ${third}` : `${third} ${family}, ${second}`;
}

/**
 * Returns the names that a text lists, parted by semicolons, "and" or commas: "Ada Lovelace, Alan Turing" and "Lovelace, A., Turing, A."
 * are two each, "Lovelace, Ada" is one. What stands in brackets, such as an affiliation, is left out.
 */
export function splitNames(text: string): string[] {
  const bare = text.replace(/\([^()]*\)/g, " ").trim();
  const listed = bare.split(/;|\s(?:and|&)\s/);
  if (listed.length > 1 && bare.includes(";")) return cleanNames(listed.map(turnName));
  const parts = listed.flatMap((part) => part.split(",")).map((part) => part.trim());
  const names = parts.filter((part) => part !== "");
  const isPaired = names.length % 2 === 0 && names.every((name, index) => index % 2 === 0 || INITIALS.test(name));
  if (isPaired) return pairNames(names);
  const isOneTurned = listed.length === 1 && names.length === 2 && !names.some((name) => /\s/.test(name));
  return cleanNames(isOneTurned ? [turnName(bare)] : names);
}

function pairNames(names: readonly string[]): string[] {
  return cleanNames(names.flatMap((family, index) => (index % 2 === 0 ? [`${names[index + 1]} ${family}`] : [])));
}

function cleanNames(names: readonly string[]): string[] {
  return names.map(cleanName).filter((name) => name !== "");
}

/** Returns a name with its LaTeX accents as letters, and white space folded. */
export function cleanName(name: string): string {
  return (name.includes("\\") ? readLatex(name) : name).replace(/\s+/g, " ").trim();
}
