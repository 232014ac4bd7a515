import type { Config } from "../config.ts";
import { computeUnitCentroids } from "../numeric/centroids.ts";
import { computeMean } from "../numeric/mean.ts";
import { findNearestAmong, findNearestNeighbors, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { learnVocabulary, pickRows, type SparseMatrix, weighTerms } from "../numeric/tf-idf.ts";
import { computeTrustworthiness } from "../numeric/trustworthiness.ts";
import { countVectors, dotProduct, joinRows, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { listWordsAndPairs } from "../text/words-and-pairs.ts";
import type { Role } from "../topics/paper-role.ts";
import { placePapers } from "../topics/place-papers.ts";
import { assignTopicIds } from "../topics/topic-identity.ts";
import { foldIntoTopicSpace, type TopicSpace } from "../topics/topic-space.ts";
import { chooseTopics } from "./choose-topics.ts";
import { findBirths } from "./find-births.ts";
import { findParent } from "./find-parent.ts";
import { layOut } from "./lay-out.ts";
import type { DriftFigures } from "./measure-drift.ts";
import type { StandingFit } from "./read-last-fit.ts";
import { routeByTerms } from "./route-by-terms.ts";
import type { ShapingSettings } from "./shaping-settings.ts";

/** Papers that came since the last run, with their sentence vectors: a row each, in order of id. */
export type NewPapers = { ids: string[]; texts: string[]; vectors: Vectors };

/** Where a paper goes: a row of `placements`, but for its vectors. */
export type PaperPlacement = {
  paper_id: string;
  topic_id: number | null;
  probability: number;
  second_topic_id: number | null;
  margin: number;
  similarity: number;
  role: Role;
  x: number;
  y: number;
};

/** A topic that was born in this run; its centroid is a row of `centroids`. */
export type BornTopic = {
  topic_id: number;
  parent_id: number | null;
  papers: number;
  cohesion: number;
  stability: number;
};

/** All papers that were placed since the fit, in order of id, with their vectors; and the topics born in this run. */
export type Growth = {
  placements: PaperPlacement[];
  space: TopicSpace;
  born: BornTopic[];
  centroids: Vectors;
  figures: DriftFigures;
};

/** Nearest papers of the fit by which a paper is judged to fit anywhere. */
const NEAREST = 10;
/** Share of the papers of the fit itself that lie as far from their nearest ones as an unsettled paper. */
const FAR_SHARE = 0.02;
/** Papers by which the map is judged, at most, of the fit and of those placed since. */
const JUDGED = 300;

type Settings = ShapingSettings & Pick<Config, "seed">;

/** Everything known of papers, in order of rows: those of the last run, then new ones. */
type Grown = { space: TopicSpace; topicOf: Int32Array; words: SparseMatrix; votes: Float64Array };

/** Gives new papers their topics and places in a standing fit, and looks whether topics are born of those that fit nowhere. */
export async function grow(
  standing: StandingFit,
  fresh: NewPapers,
  settings: Settings,
  rules: LanguageRules,
): Promise<Growth> {
  const { papers } = standing;
  const fineIds = standing.topics.filter(({ level }) => level === 0).map(({ topic_id }) => topic_id);
  const placeOf = new Map(fineIds.map((id, place) => [id, place]));
  const k = fineIds.length;
  const fitted = [...papers.keys()].filter((row) => papers[row]!.fitted);
  const count = papers.length + fresh.ids.length;
  const freshRows = Array.from(fresh.ids, (_, row) => papers.length + row);

  const terms = [...papers.map(({ text }) => text), ...fresh.texts].map((text) => listWordsAndPairs(text, rules));
  const vocabulary = learnVocabulary(
    fitted.map((row) => terms[row]!),
    settings,
  );
  const words = weighTerms(terms, vocabulary);
  const space = await bringInto(standing, fresh, words, fitted, settings);
  const topicOf = Int32Array.from({ length: count }, (_, row) => placeOf.get(papers[row]?.topic_id ?? -1) ?? -1);
  const votes = new Float64Array(count * k);
  for (const [row, paper] of papers.entries()) setVotes(votes, row, k, paper, placeOf);
  const grown: Grown = { space, topicOf, words, votes };

  const bornPlaces = new Set(standing.bornIds.map((id) => placeOf.get(id)!));
  const known = [...papers.keys()].filter(
    (row) => topicOf[row] !== -1 && (papers[row]!.fitted || bornPlaces.has(topicOf[row]!)),
  );
  const placed = new Map<number, PaperPlacement>();
  for (const [row, { text: _, fitted: isFitted, ...paper }] of papers.entries()) if (!isFitted) placed.set(row, paper);
  const unsettledBefore = [...placed].filter(([, { role }]) => role === "unsettled").map(([row]) => row);
  const asked = [...unsettledBefore, ...freshRows];
  const chosen = await judgePapers(asked, known, grown, fineIds);
  const far = await findFar(asked, known, fitted, space.sharp);
  const points = await layOut(
    pickVectors(space.smooth, freshRows),
    pickVectors(space.smooth, [...papers.keys()]),
    Float64Array.from(papers.flatMap(({ x, y }) => [x, y])),
  );
  for (const [place, row] of asked.entries()) {
    const isFresh = row >= papers.length;
    const index = row - papers.length;
    const spot = isFresh ? { x: points[2 * index]!, y: points[2 * index + 1]! } : pickSpot(papers[row]!);
    const id = isFresh ? fresh.ids[index]! : papers[row]!.paper_id;
    const found = chosen[place]!;
    placed.set(row, { paper_id: id, ...spot, ...(far[place] ? unsettle(found) : found) });
    if (!far[place]) topicOf[row] = placeOf.get(found.topic_id!)!;
  }

  const isPlaced = Array.from({ length: count }, (_, row) => placed.has(row));
  const isUnsettled = isPlaced.map((_, row) => placed.get(row)?.role === "unsettled");
  const births = await findBirths(
    { sharp: space.sharp, topicOf, k, isPlaced, isUnsettled },
    createRandom(settings.seed, "births"),
  );
  const bornOf = Int32Array.from({ length: count }, (_, row) => births.findIndex(({ rows }) => rows.includes(row)));
  const centroids = computeUnitCentroids(space.smooth, bornOf, births.length);
  const ids = assignTopicIds(births.length, new Map(), standing.usedIds);
  const allIds = [...fineIds, ...ids];
  if (births.length > 0) {
    const withBorn = widen(grown, k, births.length, bornOf);
    const rows = births.flatMap((birth) => birth.rows);
    const members = [...new Set([...known, ...rows])].sort((a, b) => a - b);
    const joined = await judgePapers(rows, members, withBorn, allIds);
    for (const [place, row] of rows.entries()) {
      const own = bornOf[row]!;
      const found = joined[place]!;
      const isOther = found.topic_id !== ids[own];
      // A founder is in the topic that was born of it, whatever its votes.
      placed.set(row, {
        ...placed.get(row)!,
        ...found,
        topic_id: ids[own]!,
        ...(isOther && {
          second_topic_id: found.topic_id,
          probability: Math.max(0, found.probability - found.margin),
          margin: -found.margin,
        }),
        similarity: dotProduct(space.smooth, row, centroids, own),
        role: isOther ? "edge" : found.role,
      });
    }
  }
  const placedRows = [...placed.keys()].sort((a, b) => compare(placed.get(a)!.paper_id, placed.get(b)!.paper_id));
  const fineCentroids = computeUnitCentroids(
    space.smooth,
    topicOf.map((topic, row) => (papers[row]?.fitted ? topic : -1)),
    k,
  );
  return {
    placements: placedRows.map((row) => placed.get(row)!),
    space: { smooth: pickVectors(space.smooth, placedRows), sharp: pickVectors(space.sharp, placedRows) },
    born: births.map(({ rows, cohesion, stability }, birth) => ({
      topic_id: ids[birth]!,
      parent_id: findParent(pickVectors(centroids, [birth]), standing.topics, fineIds, fineCentroids),
      papers: rows.length,
      cohesion,
      stability,
    })),
    centroids,
    figures: measureFigures(standing, fresh, grown, placed, allIds, placeOf, settings),
  };
}

/** Returns all papers in the standing space: those of the last run where they are, and the new ones. */
async function bringInto(
  { papers, smooth, sharp, axes }: StandingFit,
  fresh: NewPapers,
  words: SparseMatrix,
  fitted: readonly number[],
  settings: Settings,
): Promise<TopicSpace> {
  if (fresh.ids.length === 0) return { smooth, sharp };
  if (axes === null) return { smooth: joinRows(smooth, fresh.vectors), sharp: joinRows(sharp, fresh.vectors) };
  const lexicalRow = new Map(axes.ids.map((id, row) => [id, row]));
  const known = fitted.filter((row) => lexicalRow.has(papers[row]!.paper_id));
  const lexical = pickVectors(
    axes.lexical,
    known.map((row) => lexicalRow.get(papers[row]!.paper_id)!),
  );
  const folded = await foldIntoTopicSpace(
    fresh.vectors,
    pickRows(
      words,
      fresh.ids.map((_, row) => papers.length + row),
    ),
    { words: pickRows(words, known), sharp: pickVectors(sharp, known) },
    { ...axes, lexical },
    settings,
  );
  return { smooth: joinRows(smooth, folded.smooth), sharp: joinRows(sharp, folded.sharp) };
}

type Judged = Omit<PaperPlacement, "paper_id" | "x" | "y">;

/** Returns where each paper asked for would go among the topics of known papers. */
async function judgePapers(
  asked: readonly number[],
  known: readonly number[],
  { space, topicOf, words, votes }: Grown,
  topicIds: readonly number[],
): Promise<Judged[]> {
  const k = topicIds.length;
  const topics = Int32Array.from(known, (row) => topicOf[row]!);
  const vectors = pickVectors(space.smooth, known);
  const chosen = await chooseTopics(
    { vectors: pickVectors(space.smooth, asked), words: pickRows(words, asked) },
    {
      vectors,
      words: pickRows(words, known),
      topicOf: topics,
      votes: Float64Array.from(
        { length: known.length * k },
        (_, entry) => votes[known[Math.floor(entry / k)]! * k + (entry % k)]!,
      ),
      k,
    },
  );
  const centroids = computeUnitCentroids(vectors, topics, k);
  const { bestOf, secondOf, probabilities, margins, roles } = placePapers({ ...chosen, k }, 0);
  return asked.map((row, place) => ({
    topic_id: topicIds[bestOf[place]!]!,
    probability: probabilities[place]!,
    second_topic_id: topicIds[secondOf[place]!] ?? null,
    margin: margins[place]!,
    similarity: dotProduct(space.smooth, row, centroids, bestOf[place]!),
    role: roles[place]!,
  }));
}

/** Returns a paper that fits nowhere, as one that is in no topic: its second topic is the best it had. */
function unsettle(found: Judged): Judged {
  return { ...found, topic_id: null, second_topic_id: found.topic_id, role: "unsettled" };
}

function pickSpot({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x, y };
}

/** Returns for each paper asked for whether it is farther from its nearest known papers than hardly any paper of the fit is from its own. */
async function findFar(
  asked: readonly number[],
  known: readonly number[],
  fitted: readonly number[],
  sharp: Vectors,
): Promise<boolean[]> {
  const own = await findNearestNeighbors(pickVectors(sharp, fitted), NEAREST);
  const usual = measureNearness(own, fitted.length).sort();
  const least = usual[Math.floor(FAR_SHARE * usual.length)] ?? Number.NEGATIVE_INFINITY;
  const near = await findNearestAmong(pickVectors(sharp, asked), pickVectors(sharp, known), NEAREST);
  return Array.from(measureNearness(near, asked.length), (nearness) => nearness < least);
}

function measureNearness({ k, similarities }: Neighbors, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    computeMean(Float64Array.from(similarities.subarray(row * k, (row + 1) * k))),
  );
}

function setVotes(
  votes: Float64Array,
  row: number,
  k: number,
  { probability, margin, topic_id, second_topic_id }: StandingFit["papers"][number],
  placeOf: ReadonlyMap<number, number>,
): void {
  const [first, second] = [placeOf.get(topic_id ?? second_topic_id ?? -1), placeOf.get(second_topic_id ?? -1)];
  if (second !== undefined) votes[row * k + second] = Math.max(0, probability - margin);
  if (first !== undefined) votes[row * k + first] = probability;
}

/** Returns the same with topics that are born: their papers have all votes for them. */
function widen({ space, topicOf, words, votes }: Grown, k: number, born: number, bornOf: Int32Array): Grown {
  const width = k + born;
  const wide = new Float64Array(topicOf.length * width);
  for (const [row, birth] of bornOf.entries()) {
    if (birth === -1) wide.set(votes.subarray(row * k, (row + 1) * k), row * width);
    else wide[row * width + k + birth] = 1;
  }
  return {
    space,
    words,
    votes: wide,
    topicOf: topicOf.map((topic, row) => (bornOf[row] === -1 ? topic : k + bornOf[row]!)),
  };
}

function measureFigures(
  { papers, terms }: StandingFit,
  fresh: NewPapers,
  { space, topicOf }: Grown,
  placed: ReadonlyMap<number, PaperPlacement>,
  topicIds: readonly number[],
  placeOf: ReadonlyMap<number, number>,
  { seed, umapNeighbors }: Settings,
): DriftFigures {
  const fitted = [...papers.keys()].filter((row) => papers[row]!.fitted);
  const added = [...placed.keys()].sort((a, b) => a - b);
  const textOf = (row: number) => papers[row]?.text ?? fresh.texts[row - papers.length]!;
  const topicTerms = terms.map(({ topic_id, term }) => ({ topic: placeOf.get(topic_id)!, term }));
  const route = (rows: readonly number[]) =>
    routeByTerms(
      rows.map(textOf),
      rows.map((row) => topicOf[row]!),
      topicTerms,
      topicIds.length,
    );
  const map: Vectors = {
    values: Float32Array.from({ length: 2 * topicOf.length }, (_, entry) => {
      const row = entry >> 1;
      const { x, y } = placed.get(row) ?? papers[row]!;
      return entry % 2 === 0 ? x : y;
    }),
    dimensions: 2,
  };
  const count = countVectors(space.smooth);
  const k = Math.min(umapNeighbors, Math.ceil(count / 2) - 1);
  const draw = (rows: readonly number[], stream: string) =>
    Array.from(
      sampleIndices(createRandom(seed, stream), rows.length, Math.min(rows.length, JUDGED)),
      (place) => rows[place]!,
    );
  const trust = (rows: readonly number[]) => computeTrustworthiness(space.smooth, map, k, rows);
  const judged = [draw(fitted, "drift of the fit"), draw(added, "drift of the placed")] as const;
  return {
    fitted: fitted.length,
    placed: added.length,
    unsettled: added.filter((row) => placed.get(row)!.role === "unsettled").length,
    similarity: {
      fitted: computeMean(Float64Array.from(fitted, (row) => papers[row]!.similarity)),
      placed: computeMean(Float64Array.from(added, (row) => placed.get(row)!.similarity)),
    },
    routing: { fitted: route(judged[0]), placed: route(added) },
    trustworthiness: k >= 1 && added.length > 0 ? { fitted: trust(judged[0]), placed: trust(judged[1]) } : null,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
