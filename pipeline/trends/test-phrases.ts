import { adjustPValues } from "../numeric/false-discovery.ts";
import type { CountedPhrase } from "./count-phrases.ts";
import { FALSE_ALARMS, KINDS } from "./judge-trends.ts";
import type { LatestScanner } from "./scan-latest-days.ts";
import { countPlaces, type LatestWindow } from "./trend-calendar.ts";

/** A phrase that stands in more papers lately than before: by chance as much in any window, and the window in which it does most. */
export type TestedPhrase = CountedPhrase & {
  window: LatestWindow;
  newPapers: number;
  pValue: number;
  qValue: number;
  isRaised: boolean;
};

/** A phrase in so few papers that this would not be less probable if all of them came in the latest days cannot be found to rise: it is not tested (Tarone 1990). */
const LEAST_CHANCE = 1e-4;

/** In papers. */
const FEWEST = 3;

/** Returns in how many papers a phrase must stand to be tested. */
export function leastPapers(scanner: LatestScanner): number {
  let papers = FEWEST;
  while (papers < scanner.all && scanner.leastChance(papers) > LEAST_CHANCE) papers++;
  return papers;
}

/**
 * Returns the phrases that stand in more papers lately with a p-value of 0.05 or less, the surest first, and how many were tested. `placeOf` gives the place of each paper's day.
 * None are tested where nothing came before.
 */
export function testPhrases(
  phrases: readonly CountedPhrase[],
  placeOf: Int32Array,
  scanner: LatestScanner,
): { tested: number; found: TestedPhrase[] } {
  if (scanner.windows.length === 0) return { tested: 0, found: [] };
  const days = placeOf.reduce((most, place) => Math.max(most, place), -1) + 1;
  const found = phrases.flatMap((phrase) => {
    const byDay = countPlaces(
      phrase.rows.map((row) => placeOf[row]!),
      days,
    );
    const { window, count, pValue } = scanner.scan(phrase.rows.length, scanner.count(byDay), "more", FALSE_ALARMS);
    if (pValue > FALSE_ALARMS) return [];
    const isRecent = scanner.isRecent(byDay, { window, count, pValue }, "more");
    return [{ ...phrase, window, newPapers: count, pValue, isRecent }];
  });
  const qValues = adjustPValues(
    found.map(({ pValue }) => pValue),
    phrases.length,
  );
  const judged = found.map(({ isRecent, ...phrase }, index) => {
    const qValue = Math.min(1, KINDS * qValues[index]!);
    return { ...phrase, qValue, isRaised: isRecent && qValue <= FALSE_ALARMS };
  });
  judged.sort((a, b) => a.pValue - b.pValue || b.key.length - a.key.length || (a.key < b.key ? -1 : 1));
  return { tested: phrases.length, found: judged };
}
