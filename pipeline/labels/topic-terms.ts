import { isPhraseInside } from "../text/phrases.ts";
import type { LabelCandidate, PhraseSpace } from "./phrase-likeness.ts";
import type { ScoredCandidate } from "./score-candidates.ts";

const WORTH = 0.7;

/**
 * Returns up to `count` terms of a topic that do not repeat one another: first those of its label, then whichever has the largest
 * 0.7 x score - 0.3 x cosine to the most similar term taken (maximal marginal relevance, Carbonell and Goldstein 1998), none inside another.
 */
export function diversifyTerms(
  scored: readonly ScoredCandidate[],
  label: readonly LabelCandidate[],
  space: PhraseSpace,
  count: number,
): ScoredCandidate[] {
  const named = new Set(label.map(({ phrase }) => phrase.key));
  const taken = scored.filter(({ candidate }) => named.has(candidate.phrase.key));
  taken.sort((a, b) => label.indexOf(a.candidate) - label.indexOf(b.candidate));
  let open = scored.filter((own) => !taken.includes(own)).map((own) => ({ own, alike: 0 }));
  const compare = (latest: ScoredCandidate) => {
    const { phrase } = latest.candidate;
    open = open.filter(({ own: { candidate } }) => {
      const other = candidate.phrase;
      return !isPhraseInside(phrase, other) && !isPhraseInside(other, phrase);
    });
    for (const rival of open) rival.alike = Math.max(rival.alike, space.compare(phrase, rival.own.candidate.phrase));
  };
  for (const term of taken) compare(term);
  while (taken.length < count && open.length > 0) {
    const value = ({ own, alike }: (typeof open)[number]) => WORTH * own.score - (1 - WORTH) * alike;
    const best = open.reduce((a, b) => (value(b) > value(a) ? b : a));
    open = open.filter((rival) => rival !== best);
    taken.push(best.own);
    compare(best.own);
  }
  return taken.slice(0, count);
}
