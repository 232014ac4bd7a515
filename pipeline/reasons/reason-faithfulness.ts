import { learnVocabulary, weighColumns } from "../numeric/tf-idf.ts";
import { type Random, sampleIndices } from "../random.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";

/** The sentences of an abstract, which of them were given as reasons, and the paper's topic, from 0. */
export type ExplainedText = { sentences: readonly string[]; chosen: ReadonlySet<number>; topic: number };

/** What the chosen sentences do, and what as many drawn at random would. Shares are NaN where there is no such paper. */
export type Faithfulness = {
  /** Papers whose abstract leads to their topic and has sentences beside the chosen ones: what the shares are of. */
  papers: number;
  /** Share of them that the chosen sentences alone still lead there. */
  sufficiency: number;
  randomSufficiency: number;
  /** Share of them that the other sentences lead there no longer. */
  comprehensiveness: number;
  randomComprehensiveness: number;
};

const TERMS = { minDocumentCount: 2, maxDocumentShare: 1 };
const TINY = 1e-9;
const LEAST_LEAD = 1e-9;

/**
 * Measures whether sentences are what puts papers in their topics: comprehensiveness and sufficiency (DeYoung et al. 2020), with the share
 * of papers that change sides in place of the fall of a probability. A text is led to the topic of the nearest TF-IDF centroid by cosine.
 * The paper itself is no part of the centroid of its topic.
 */
export function measureFaithfulness(
  texts: readonly ExplainedText[],
  k: number,
  random: Random,
  rules: LanguageRules = ENGLISH,
): Faithfulness {
  const leadsHome = buildJudge(texts, k, rules);
  let papers = 0;
  const counts = { sufficient: 0, randomSufficient: 0, comprehensive: 0, randomComprehensive: 0 };
  texts.forEach(({ sentences, chosen }, row) => {
    const drawn = new Set(sampleIndices(random, sentences.length, chosen.size));
    const all = [...sentences.keys()];
    if (chosen.size === 0 || chosen.size === sentences.length || !leadsHome(all, row)) return;
    const pick = (picked: ReadonlySet<number>, isPicked: boolean) =>
      all.filter((index) => picked.has(index) === isPicked);
    papers++;
    counts.sufficient += Number(leadsHome(pick(chosen, true), row));
    counts.randomSufficient += Number(leadsHome(pick(drawn, true), row));
    counts.comprehensive += Number(!leadsHome(pick(chosen, false), row));
    counts.randomComprehensive += Number(!leadsHome(pick(drawn, false), row));
  });
  return {
    papers,
    sufficiency: counts.sufficient / papers,
    randomSufficiency: counts.randomSufficient / papers,
    comprehensiveness: counts.comprehensive / papers,
    randomComprehensiveness: counts.randomComprehensive / papers,
  };
}

/**
 * Returns a function that says whether some sentences of the paper in a row, by their places, lead to its topic. It is asked several times a paper: words are numbers, and what it
 * counts in is made once.
 */
function buildJudge(
  texts: readonly ExplainedText[],
  k: number,
  rules: LanguageRules,
): (places: readonly number[], row: number) => boolean {
  const words = texts.map(({ sentences }) => sentences.map((sentence) => listWords(sentence, rules)));
  const { terms, inverses } = learnVocabulary(
    words.map((ofText) => ofText.flat()),
    TERMS,
  );
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  const columnsOf = words.map((ofText) => ofText.map((own) => own.flatMap((word) => columnOf.get(word) ?? [])));
  const { starts, columnIndices, values } = weighColumns(
    columnsOf.map((ofText) => ofText.flat()),
    inverses,
  );
  const sums = new Float64Array(inverses.length * k);
  texts.forEach(({ topic }, row) => {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      sums[columnIndices[entry]! * k + topic]! += values[entry]!;
  });
  const squaredLengths = new Float64Array(k);
  for (let entry = 0; entry < sums.length; entry++) squaredLengths[entry % k]! += sums[entry]! * sums[entry]!;

  const counts = new Int32Array(inverses.length);
  const weights = new Float64Array(inverses.length);
  const products = new Float64Array(k);

  return (places, row) => {
    const { topic } = texts[row]!;
    const said: number[] = [];
    for (const place of places)
      for (const column of columnsOf[row]![place]!) if (counts[column]!++ === 0) said.push(column);
    products.fill(0);
    for (const column of said) {
      const weight = (1 + Math.log(counts[column]!)) * inverses[column]!;
      weights[column] = weight;
      for (let other = 0; other < k; other++) products[other]! += weight * sums[column * k + other]!;
    }
    let squaredLength = squaredLengths[topic]!;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const value = values[entry]!;
      products[topic]! -= value * weights[columnIndices[entry]!]!;
      squaredLength += value * (value - 2 * sums[columnIndices[entry]! * k + topic]!);
    }
    for (const column of said) {
      counts[column] = 0;
      weights[column] = 0;
    }
    const own = products[topic]! / Math.sqrt(Math.max(squaredLength, TINY));
    return products.every(
      (product, other) =>
        other === topic || product / Math.sqrt(Math.max(squaredLengths[other]!, TINY)) + LEAST_LEAD < own,
    );
  };
}

function listWords(sentence: string, rules: LanguageRules): string[] {
  return rules.splitTokens(sentence.toLowerCase()).filter((word) => !rules.isFunctionWord(word));
}
