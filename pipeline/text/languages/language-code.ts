const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

let known: Map<string, string> | null = null;

/** Returns the ISO 639-1 code of a language as a file gives it: en of "eng", "en-US", "en_GB" and "English". Null where it is none, or several. */
export function readLanguageCode(given: string): string | null {
  const written = given.trim().toLowerCase();
  known ??= listCodes();
  const named = known.get(written);
  if (named !== undefined) return named;
  return known.get(shorten(written.replaceAll("_", "-")) ?? "") ?? null;
}

/** Returns the English name of a language by its code; the code where it has none. */
export function nameLanguage(code: string): string {
  return NAMES.of(code) ?? code;
}

/** Returns the language of a tag such as "eng" or "zh-Hant-TW", as short as it can be said. */
function shorten(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return null;
  }
}

/** Returns every code of two letters that names a language, by its English name and by its own, in lower case. */
function listCodes(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = NAMES.of(code);
    if (name === undefined || shorten(code) !== code) continue;
    codes.set(code, code);
    const own = new Intl.DisplayNames([code], { type: "language", fallback: "none" }).of(code);
    for (const spelling of [name, own]) if (spelling) codes.set(spelling.toLowerCase(), code);
  }
  return codes;
}
