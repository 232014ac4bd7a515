import type { Config } from "../config.ts";
import { measureSupport } from "../growth/choose-topics.ts";
import { findLargest } from "../numeric/largest.ts";
import { computeMean } from "../numeric/mean.ts";
import { findNearestAmong } from "../numeric/nearest-neighbors.ts";
import { pickRows } from "../numeric/tf-idf.ts";
import { columnMeans, countVectors, normalizeRows, pickVectors, type Vectors, viewRow } from "../numeric/vectors.ts";
import { roundFigure } from "../text/format-figure.ts";
import { weighPaperWords } from "../topics/paper-words.ts";
import { judgeAssignment, toProbabilities } from "./judge-assignment.ts";
import type { Atlas, AtlasPaper, AtlasTopic } from "./read-atlas.ts";
import type { NewPaper } from "./read-new-papers.ts";

/** Where a new paper would go. */
export type Assignment = {
  source: string;
  line: number;
  title: string;
  /** new; known: it is in the atlas already; far: from everything in the atlas, so that its topic says little. */
  status: "new" | "known" | "far";
  /** The paper of the atlas that it is; null where it is new. */
  paper_id: string | null;
  /** Its topic, as the atlas has it where it is known; null where that is in none. */
  topic_id: number | null;
  topic: string | null;
  /** How sure the topic is, from 0 to 1; null where it is known. */
  probability: number | null;
  second_topic_id: number | null;
  second_topic: string | null;
  second_probability: number | null;
  nearest_paper_id: string | null;
  nearest_title: string | null;
  /** Cosine of the two sentence vectors. */
  nearest_similarity: number | null;
};

/** Where papers would go, and the share of the atlas's own papers that come back to their topic when they are held out; null where none has one. */
export type Assignments = { assignments: Assignment[]; accuracy: number | null };

/** Papers of the atlas whose nearest ones are looked up, to know how near papers are here. */
const SAMPLED = 500;
/** Standard deviations below their mean nearness, from which on a paper is far. */
const FAR_DEVIATIONS = 2.5;
const DIGITS = 4;

/** Says for each new paper, with its unit vector, which topic of the atlas it would be in, by vectors and words, and what is nearest to it. */
export async function placeNewPapers(
  papers: readonly NewPaper[],
  vectors: Vectors,
  atlas: Atlas,
  settings: Pick<Config, "minDocumentCount" | "maxDocumentShare">,
): Promise<Assignments> {
  const means = columnMeans(atlas.vectors);
  const known = { vectors: subtract(atlas.vectors, means), texts: atlas.papers.map(({ text }) => text) };
  const asked = { vectors: subtract(vectors, means), texts: papers.map(({ text }) => text) };
  const knownRows = [...known.texts.keys()];
  const all = weighPaperWords([...known.texts, ...asked.texts], atlas.rules, settings, knownRows);
  const judged = { vectors: known.vectors, words: pickRows(all, knownRows) };
  const words = pickRows(
    all,
    asked.texts.map((_, row) => known.texts.length + row),
  );
  const placeOf = new Map(atlas.topics.map(({ topic_id }, place) => [topic_id, place]));
  const topicOf = Int32Array.from(atlas.papers, ({ topic_id }) => placeOf.get(topic_id!) ?? -1);
  const count = atlas.topics.length;
  const { accuracy, sharpness } = judgeAssignment(judged, topicOf, count);
  const support = measureSupport({ vectors: asked.vectors, words }, { ...judged, topicOf, k: count });
  // Of a paper that is known the nearest is itself.
  const nearest = await findNearestAmong(vectors, atlas.vectors, 2);
  const farBelow = await measureFar(atlas.vectors);
  const recognize = indexPapers(atlas.papers);
  const assignments = papers.map((paper, row): Assignment => {
    const same = recognize(paper);
    const own = same === null ? 0 : Number(atlas.papers[nearest.indices[row * nearest.k]!] === same && nearest.k > 1);
    const place = row * nearest.k + own;
    const neighbor = atlas.papers[nearest.indices[place]!]!;
    const similarity = nearest.similarities[place]!;
    const probabilities = toProbabilities(viewRow(support, row, count), sharpness);
    return {
      source: paper.source,
      line: paper.line,
      title: paper.title,
      ...(same === null
        ? {
            status: similarity < farBelow ? "far" : "new",
            paper_id: null,
            ...chooseTopics(probabilities, atlas.topics),
          }
        : { status: "known", paper_id: same.paper_id, ...nameTopic(same, atlas.topics) }),
      nearest_paper_id: neighbor.paper_id,
      nearest_title: neighbor.title,
      nearest_similarity: roundFigure(similarity, DIGITS),
    };
  });
  return { assignments, accuracy };
}

function subtract({ values, dimensions }: Vectors, means: Float64Array): Vectors {
  return normalizeRows({ values: values.map((value, index) => value - means[index % dimensions]!), dimensions });
}

/** Returns the cosine below which a paper is far from all others: hardly one of the atlas's own is as far from its nearest. */
async function measureFar(vectors: Vectors): Promise<number> {
  const count = countVectors(vectors);
  if (count < 2) return -1;
  const step = Math.max(1, Math.floor(count / SAMPLED));
  const rows = Array.from({ length: Math.ceil(count / step) }, (_, place) => place * step);
  const { k, similarities } = await findNearestAmong(pickVectors(vectors, rows), vectors, 2);
  const nearest = Float64Array.from(rows, (_, place) => similarities[place * k + 1]!);
  const mean = computeMean(nearest);
  return mean - FAR_DEVIATIONS * Math.sqrt(computeMean(nearest.map((similarity) => (similarity - mean) ** 2)));
}

/** Returns a function that finds the paper that a new one is: by text, id, arXiv identifier or DOI; null where there is none. */
function indexPapers(papers: readonly AtlasPaper[]): (paper: NewPaper) => AtlasPaper | null {
  const byName = new Map<string, AtlasPaper>();
  for (const paper of papers)
    for (const name of listNames({ ...paper, id: paper.paper_id })) if (!byName.has(name)) byName.set(name, paper);
  return (paper) => {
    const found = listNames(paper).find((name) => byName.has(name));
    return found === undefined ? null : byName.get(found)!;
  };
}

function listNames({
  id,
  text_hash,
  arxiv_id,
  doi,
}: Pick<NewPaper, "id" | "text_hash" | "arxiv_id" | "doi">): string[] {
  return [
    `id ${id}`,
    `text ${text_hash}`,
    ...(arxiv_id === null ? [] : [`arxiv ${arxiv_id}`]),
    ...(doi === null ? [] : [`doi ${doi}`]),
  ];
}

type Topics = Pick<
  Assignment,
  "topic_id" | "topic" | "probability" | "second_topic_id" | "second_topic" | "second_probability"
>;

function chooseTopics(probabilities: Float64Array, topics: readonly AtlasTopic[]): Topics {
  const best = findLargest(probabilities);
  const second = findLargest(probabilities, best);
  return {
    topic_id: topics[best]?.topic_id ?? null,
    topic: topics[best]?.label ?? null,
    probability: best === -1 ? null : roundFigure(probabilities[best]!, DIGITS),
    second_topic_id: topics[second]?.topic_id ?? null,
    second_topic: topics[second]?.label ?? null,
    second_probability: second === -1 ? null : roundFigure(probabilities[second]!, DIGITS),
  };
}

function nameTopic({ topic_id }: AtlasPaper, topics: readonly AtlasTopic[]): Topics {
  const topic = topics.find((known) => known.topic_id === topic_id)?.label ?? null;
  return { topic_id, topic, probability: null, second_topic_id: null, second_topic: null, second_probability: null };
}
