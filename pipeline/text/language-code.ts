const LETTERS = "abcdefghijklmnopqrstuvwxyz";

let codesByName: Map<string, string> | null = null;

/** Returns the code of a language, of two letters where it has one, such as `en` for en-US, eng or English; null for what names none. */
export function readLanguageCode(text: string): string | null {
  const name = text.trim().toLowerCase();
  const named = name.length > 3 ? nameCodes().get(name) : undefined;
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*$/.test(name)) return null;
  const { language } = new Intl.Locale(/^[a-z]+/.exec(name)![0]);
  return language === undefined || ["und", "mul", "zxx", "mis"].includes(language) ? null : language;
}

/** Returns the codes of two letters by the English names of their languages. */
function nameCodes(): Map<string, string> {
  if (codesByName) return codesByName;
  codesByName = new Map();
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const name = names.of(first + second)?.toLowerCase();
      if (name !== undefined && !codesByName.has(name)) codesByName.set(name, first + second);
    }
  }
  return codesByName;
}
