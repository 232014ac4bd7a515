import { createRandom, type Random } from "../../pipeline/random.ts";

/** A text of a made-up corpus; those of one `group` are one paper. */
export type CorpusText = { title: string; abstract: string; group: number };

const SYNONYMS: Readonly<Record<string, string>> = {
  propose: "present",
  method: "approach",
  show: "demonstrate",
  results: "findings",
  large: "big",
  using: "with",
  significantly: "markedly",
  novel: "new",
};

/**
 * Makes a corpus as crawls of a preprint server are: new papers, made of sentences that real abstracts have in other company, with words of their
 * own, and repeats of papers that stood before: word by word or in changed wording. `size` texts, of which the shares are repeats.
 */
export function makeRepeatedCorpus(
  sources: readonly { title: string; abstract: string }[],
  { size, exactShare, nearShare, seed = 1 }: { size: number; exactShare: number; nearShare: number; seed?: number },
): CorpusText[] {
  const random = createRandom(seed, "repeated corpus");
  const sentences = sources.map(({ abstract }) => abstract.split(/(?<=[.!?]) /));
  const papers: CorpusText[] = [];
  const texts: CorpusText[] = [];
  for (let index = 0; index < size; index++) {
    const draw = random.integer(1_000_000) / 1_000_000;
    const before = papers.length > 0 ? papers[random.integer(papers.length)]! : null;
    if (before !== null && draw < exactShare) texts.push(before);
    else if (before !== null && draw < exactShare + nearShare) texts.push(changeWording(before, random));
    else {
      const paper = composePaper(sources, sentences, papers.length, random);
      papers.push(paper);
      texts.push(paper);
    }
  }
  return texts;
}

function composePaper(
  sources: readonly { title: string; abstract: string }[],
  sentences: readonly string[][],
  group: number,
  random: Random,
): CorpusText {
  const own = random.integer(sources.length);
  const name = `X${group.toString(36)}`;
  const title = `${name}: ${shuffleWords(sources[own]!.title, random)}`;
  const parts = Array.from({ length: 7 }, () => {
    const from = sentences[random.integer(sentences.length)]!;
    return shuffleWords(from[random.integer(from.length)]!, random);
  });
  return { title, abstract: `We study ${name}. ${parts.join(" ")}`, group };
}

/** Swaps each fourth word or so with the next: the vocabulary stays, the runs of words are the paper's own. */
function shuffleWords(text: string, random: Random): string {
  const words = text.split(" ");
  for (let place = 0; place + 1 < words.length; place++)
    if (random.integer(4) === 0) [words[place], words[place + 1]] = [words[place + 1]!, words[place]!];
  return words.join(" ");
}

function changeWording({ title, abstract, group }: CorpusText, random: Random): CorpusText {
  const words = abstract.split(" ").map((word) => (random.integer(3) > 0 ? (SYNONYMS[word] ?? word) : word));
  for (let change = 0; change < 4; change++) words.splice(random.integer(words.length), 1, "the");
  const changed = random.integer(5) === 0 ? words.slice(0, Math.ceil(words.length * 0.6)) : words;
  return { title: random.integer(4) === 0 ? title.toUpperCase() : title, abstract: changed.join(" "), group };
}
