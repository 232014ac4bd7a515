import { hashText } from "../hash.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import type { LabelledCorpus } from "./labelled-corpus.ts";

/**
 * Returns a mix of each two corpora, and of all where there are more: the texts of one after those of the other. Labels of two corpora are
 * never the same, whatever their names.
 */
export function mixCorpora(corpora: readonly LabelledCorpus[]): LabelledCorpus[] {
  const pairs = corpora.flatMap((first, index) => corpora.slice(index + 1).map((second) => mix([first, second])));
  return corpora.length > 2 ? [...pairs, mix(corpora)] : pairs;
}

function mix(corpora: readonly LabelledCorpus[]): LabelledCorpus {
  const truth: number[] = [];
  const labels: string[] = [];
  for (const corpus of corpora) {
    for (const label of corpus.truth) truth.push(labels.length + label);
    labels.push(...corpus.labels.map((label) => `${corpus.name}: ${label}`));
  }
  const origins = corpora.map(({ origin }) => origin);
  return {
    name: `mix of ${joinWithAnd(corpora.map(({ name }) => name))}`,
    texts: corpora.flatMap(({ texts }) => texts),
    truth: Int32Array.from(truth),
    labels,
    parts: corpora.map((corpus) => corpus.labels.length),
    wordless: corpora.reduce((sum, { wordless }) => sum + wordless, 0),
    origin: { sha256: hashText(origins.map(({ sha256 }) => sha256).join("\n")), origins },
  };
}
