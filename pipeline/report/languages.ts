import { adviseOnLanguage } from "../embedding/model-languages.ts";
import { formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import { nameLanguage } from "../text/languages/language-code.ts";
import type { ReportData } from "./report-rows.ts";

/** Returns how many papers are in each language, as a sentence; those whose language is not sure come last. */
export function countLanguages({ languages, totals }: Pick<ReportData, "languages" | "totals">): string {
  const counted = languages.map(({ language, papers }) => `${formatNumber(papers)} in ${nameLanguage(language)}`);
  const unknown = totals.papers - languages.reduce((sum, { papers }) => sum + papers, 0);
  if (unknown > 0) counted.push(`${formatNumber(unknown)} of unknown language`);
  return `Languages: ${joinWithAnd(counted)}.`;
}

/** Returns what to tell of a model that does not read the language of most papers; null where nothing is wrong. */
export function judgeModelLanguage({ languages, settings }: Pick<ReportData, "languages" | "settings">): string | null {
  const [main] = languages;
  const [, model] = settings.find(([name]) => name === "model") ?? [];
  if (main === undefined || model === undefined) return null;
  const advice = adviseOnLanguage(model, main.language);
  return advice && `Topics and map may be poor: ${advice}.`;
}
