import { isPhraseInside, type Phrase } from "../text/phrases.ts";
import { countPapers, type Partition } from "./partition.ts";
import { contrastOf, cosinesOfLabel, type LabelCandidate, type PhraseSpace } from "./phrase-likeness.ts";
import type { ScoredCandidate } from "./score-candidates.ts";
import { computeF1 } from "./topic-candidates.ts";

/** The topics and the papers of each; keys of the phrases that head a topic. */
export type SecondChoice = {
  partition: Partition;
  sizes: Int32Array;
  space: PhraseSpace;
  taken: ReadonlySet<string>;
};

const LEAST_PRECISION_OVER_BASE = 3;
/** A phrase this precise is let in however large its topic is. */
const SURE_PRECISION = 0.75;
const LEAST_PRECISION_OF_A_WORD = 0.5;
const LEAST_TITLES_OF_A_WORD = 0.1;
const MOST_ALIKE = 0.6;
const LEAST_NEW_SHARE = 0.15;
const LEAST_NEW_SHARE_OF_A_GOOD_ONE = 0.1;
const GOOD_SCORE = 0.8;
const LEAST_NEW = 2;
/** What means another topic as much must stand in so many titles of this one. */
const SOME_TITLES = 2;
const LEAST_GAIN = 1.08;
const WEIGHTS = { score: 1, gain: 0.5, likeness: -0.3 };

/**
 * Returns the phrase that best goes with the first of a label, or null: most labels are better off without. It stands in a title, is precise, unlike the first, and means
 * this topic rather than another; it brings new members and raises the F1 of the label. Beside a lone word, which is vague, two new members are enough.
 */
export function chooseSecondPhrase(
  scored: readonly ScoredCandidate[],
  first: LabelCandidate,
  topic: number,
  { partition, sizes, space, taken }: SecondChoice,
): LabelCandidate | null {
  const { topicOf } = partition;
  const size = sizes[topic]!;
  const leastPrecision = Math.min((LEAST_PRECISION_OVER_BASE * size) / countPapers(partition), SURE_PRECISION);
  const isLone = first.phrase.words === 1;
  const covered = new Set(first.phrase.documents);
  let best: { candidate: LabelCandidate; value: number } | null = null;
  for (const { candidate, score } of scored) {
    const { phrase, precision, inTitles, titleShare, contrast } = candidate;
    if (taken.has(phrase.key) || !isOther(phrase, first.phrase) || phrase.isGeneral || isName(phrase)) continue;
    if (inTitles === 0 || precision < leastPrecision) continue;
    if (phrase.words === 1 && (precision < LEAST_PRECISION_OF_A_WORD || titleShare < LEAST_TITLES_OF_A_WORD)) continue;
    const together = contrastOf(cosinesOfLabel([first, candidate], space), topic);
    if (contrast <= 0 && (together < first.contrast || inTitles < SOME_TITLES)) continue;
    const likeness = space.compare(phrase, first.phrase);
    const added = phrase.documents.filter((row) => !covered.has(row));
    const fresh = added.filter((row) => topicOf[row] === topic).length;
    const share = isLone ? 0 : score >= GOOD_SCORE ? LEAST_NEW_SHARE_OF_A_GOOD_ONE : LEAST_NEW_SHARE;
    const gain = computeF1(first.inside + fresh, covered.size + added.length, size) / first.f1;
    if (likeness >= MOST_ALIKE || fresh < Math.max(LEAST_NEW, share * size) || gain < (isLone ? 1 : LEAST_GAIN))
      continue;
    const value = WEIGHTS.score * score + WEIGHTS.gain * (gain - 1) + WEIGHTS.likeness * likeness;
    if (best === null || value > best.value) best = { candidate, value };
  }
  return best?.candidate ?? null;
}

/** A lone word that is always capitalised: a system, a data set, a nationality. */
function isName({ surface, words }: Phrase): boolean {
  return words === 1 && /^\p{Lu}\p{Ll}/u.test(surface);
}

function isOther(a: Phrase, b: Phrase): boolean {
  return a.head !== b.head && a.parts[0] !== b.parts[0] && !isPhraseInside(a, b) && !isPhraseInside(b, a);
}
