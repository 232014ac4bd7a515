import { compareCodeUnits } from "../text/compare-code-units.ts";

/** Returns the code of the language of most papers, equals by code; "" where none is known. */
export function findCommonestLanguage(languages: readonly (string | null | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const language of languages) if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [first] = [...counts].sort(([a, papers], [b, others]) => others - papers || compareCodeUnits(a, b));
  return first?.[0] ?? "";
}
