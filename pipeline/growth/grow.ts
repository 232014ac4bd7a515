import type { Config } from "../config.ts";
import { computeUnitCentroids } from "../numeric/centroids.ts";
import { pickRows, type SparseMatrix } from "../numeric/tf-idf.ts";
import { dotProduct, joinRows, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { weighPaperWords } from "../topics/paper-words.ts";
import { assignTopicIds } from "../topics/topic-identity.ts";
import { foldIntoTopicSpace, type TopicSpace } from "../topics/topic-space.ts";
import { findBirths } from "./find-births.ts";
import { findFar } from "./find-far.ts";
import { findParent } from "./find-parent.ts";
import { type Grown, type NewPapers, type PaperPlacement, setVotes, widen } from "./grown-papers.ts";
import { judgePapers, unsettle } from "./judge-papers.ts";
import { layOut } from "./lay-out.ts";
import type { DriftFigures } from "./measure-drift.ts";
import { measureFigures } from "./measure-figures.ts";
import type { StandingFit } from "./read-last-fit.ts";
import type { ShapingSettings } from "./shaping-settings.ts";

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

type Settings = ShapingSettings & Pick<Config, "seed">;

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

  const texts = [...papers.map(({ text }) => text), ...fresh.texts];
  const words = weighPaperWords(texts, rules, settings, fitted);
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

function pickSpot({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x, y };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
