import { createRandom, type Random } from "../../pipeline/random.ts";

/** A text of a made-up corpus; those of one `group` are one paper. */
export type CorpusText = { title: string; abstract: string; group: number };

/** A paper made of real ones: its fields as a feed gives them, and how much of which source is in it. */
export type MixedPaper = {
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  listed: string;
  upvotes: number;
  url: string;
  shares: Map<number, number>;
};

/** A real paper of a class, and the places of those of its class that are nearest to it. */
export type MixingSource = { title: string; abstract: string; label: string; near: readonly number[] };

const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAYS = 540;
const PARTNERS = 3;
const OWN_SHARE = 0.4;
const NAMED_SHARE = 0.4;
const MOST_SENTENCES = 9;
const SYLLABLES = [
  "ra",
  "ven",
  "lo",
  "mi",
  "ter",
  "sa",
  "quo",
  "din",
  "pe",
  "zal",
  "ku",
  "no",
  "fex",
  "bri",
  "ta",
  "hol",
];

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

/**
 * Gives papers one after another, each of the sentences of a real one and of three of those nearest to it in its class, so that its topic is real and its runs of
 * sentences are its own. The first n are the same however many are taken.
 */
export function* mixPapers(sources: readonly MixingSource[], seed = 1): Generator<MixedPaper> {
  const random = createRandom(seed, "mixed corpus");
  const sentences = sources.map(({ abstract }) => abstract.split(/(?<=[.!?]) (?=[A-Z])/));
  for (let number = 0; ; number++) yield mixPaper(sources, sentences, number, random);
}

function mixPaper(
  sources: readonly MixingSource[],
  sentences: readonly string[][],
  number: number,
  random: Random,
): MixedPaper {
  const host = random.integer(sources.length);
  const { near, label, title } = sources[host]!;
  const partners = Array.from({ length: PARTNERS }, () => near[random.integer(near.length)] ?? host);
  const length = Math.min(MOST_SENTENCES, Math.max(PARTNERS, sentences[host]!.length));
  const shares = new Map<number, number>();
  const parts = Array.from({ length }, (_, place) => {
    const from = random.next() < OWN_SHARE ? host : partners[random.integer(PARTNERS)]!;
    shares.set(from, (shares.get(from) ?? 0) + 1 / length);
    const there = sentences[from]!;
    // A sentence stays about where it stood, so that abstracts begin as abstracts do.
    const about = Math.floor((place / length) * there.length) + random.integer(3) - 1;
    return swapWords(there[Math.min(there.length - 1, Math.max(0, about))]!, 20, random);
  });
  const name = random.next() < NAMED_SHARE ? makeName(3, random) : null;
  const joined = joinTitles(title, sources[partners[0]!]!.title);
  return {
    title: name === null ? joined : `${name}: ${joined}`,
    abstract: name === null ? parts.join(" ") : `${parts.join(" ")} We call it ${name}.`,
    authors: Array.from({ length: 2 + random.integer(5) }, () => `${makeName(2, random)} ${makeName(3, random)}`),
    categories: [label],
    listed: new Date(FIRST_DAY + random.integer(DAYS) * 86_400_000).toISOString().slice(0, 10),
    upvotes: Math.floor(3 / (0.01 + random.next() ** 2)) - 2,
    url: `https://papers.example.org/${number}`,
    shares,
  };
}

/** Returns the first half of one title with the second half of another. */
function joinTitles(first: string, second: string): string {
  const [left, right] = [first.split(" "), second.split(" ")];
  return [...left.slice(0, Math.ceil(left.length / 2)), ...right.slice(Math.floor(right.length / 2))].join(" ");
}

function makeName(syllables: number, random: Random): string {
  const text = Array.from({ length: syllables }, () => SYLLABLES[random.integer(SYLLABLES.length)]!).join("");
  return text[0]!.toUpperCase() + text.slice(1);
}

function composePaper(
  sources: readonly { title: string; abstract: string }[],
  sentences: readonly string[][],
  group: number,
  random: Random,
): CorpusText {
  const own = random.integer(sources.length);
  const name = `X${group.toString(36)}`;
  const title = `${name}: ${swapWords(sources[own]!.title, 4, random)}`;
  const parts = Array.from({ length: 7 }, () => {
    const from = sentences[random.integer(sentences.length)]!;
    return swapWords(from[random.integer(from.length)]!, 4, random);
  });
  return { title, abstract: `We study ${name}. ${parts.join(" ")}`, group };
}

/** Swaps one word of `of` or so with the next: the vocabulary stays, the runs of words are the paper's own. */
function swapWords(text: string, of: number, random: Random): string {
  const words = text.split(" ");
  for (let place = 0; place + 1 < words.length; place++)
    if (random.integer(of) === 0) [words[place], words[place + 1]] = [words[place + 1]!, words[place]!];
  return words.join(" ");
}

function changeWording({ title, abstract, group }: CorpusText, random: Random): CorpusText {
  const words = abstract.split(" ").map((word) => (random.integer(3) > 0 ? (SYNONYMS[word] ?? word) : word));
  for (let change = 0; change < 4; change++) words.splice(random.integer(words.length), 1, "the");
  const changed = random.integer(5) === 0 ? words.slice(0, Math.ceil(words.length * 0.6)) : words;
  return { title: random.integer(4) === 0 ? title.toUpperCase() : title, abstract: changed.join(" "), group };
}
