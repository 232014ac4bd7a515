import type { AtlasData, AtlasTexts } from "../atlas/atlas-data.ts";
import { packColumns } from "../atlas/pack-columns.ts";
import { packDetails, packNames } from "../atlas/pack-details.ts";
import { packTexts } from "../atlas/pack-texts.ts";
import { renderPage } from "../atlas/page.ts";
import type { ServedAnswer } from "../atlas/served-page.ts";
import type { PaperRanking, PaperSearch } from "../paper-search/paper-search.ts";
import { type BigContent, createBigContent } from "./big-content.ts";

/** A result as it is given out. */
export type ServedAtlas = {
  version: string;
  papers: number;
  page: BigContent;
  terms: BigContent;
  details: BigContent;
  /** Returns the long texts of some papers, packed, as JSON. */
  writeTexts(rows: readonly number[]): string;
  /** Returns the papers in the order of a question, packed, as JSON. Throws a UserError for a question that cannot be asked. */
  writeAnswer(question: string): Promise<string>;
  /** Frees what the search holds, once what is being asked is answered. */
  close(): Promise<void>;
};

/** What the server needs of a search. */
export type PaperRanker = Pick<PaperSearch, "rank" | "close">;

/** Up to this many papers a page holds all of its texts, as a file does; beyond, it asks for those that it shows. */
const MOST_HELD = 5000;
const JSON_TYPE = "application/json; charset=utf-8";
const SCORE_UNIT = 100;
const LARGEST_SCORE = 32_767;

type Parts = { version: string; data: AtlasData; texts: AtlasTexts; script: string; ranker: PaperRanker };

/** Returns what is given out of a result. `mostHeld`: papers up to which the page holds all texts. */
export function createServedAtlas({ version, data, texts, script, ranker }: Parts, mostHeld = MOST_HELD): ServedAtlas {
  const titles = data.papers.title;
  const rowOf = new Map(data.papers.id.map((id, row) => [id, row]));
  const holdsTexts = titles.length <= mostHeld;
  const asked = new Set<Promise<PaperRanking>>();
  const follow = (ranking: Promise<PaperRanking>) => {
    asked.add(ranking);
    return ranking.finally(() => asked.delete(ranking));
  };
  const renderServedPage = () =>
    renderPage(data, holdsTexts ? { held: texts } : "served", script, { version, holdsTexts });
  return {
    version,
    papers: titles.length,
    // The page's own policy stands in its head; what frames it can be said here alone.
    page: createBigContent("text/html; charset=utf-8", renderServedPage, {
      "content-security-policy": "frame-ancestors 'none'",
    }),
    terms: createBigContent(JSON_TYPE, () =>
      packColumns(packNames(texts.terms.map((terms) => terms.map(({ term }) => term))), "base64"),
    ),
    details: createBigContent(JSON_TYPE, () => packColumns(packDetails(texts.details), "base64")),
    writeTexts: (rows) => packColumns(chooseTexts(texts, titles, rows), "base64"),
    async writeAnswer(question) {
      const { found_by, note, sought, whole, ids, scores } = await follow(ranker.rank(question));
      // Papers without a place on the map are not in the page.
      const places = Array.from(ids.keys()).filter((place) => rowOf.has(ids[place]!));
      const answer: ServedAnswer = {
        found_by,
        note,
        sought,
        whole: places.filter((place) => place < whole).length,
        rows: Uint32Array.from(places, (place) => rowOf.get(ids[place]!)!),
        scores: Int16Array.from(places, (place) => limitScore(SCORE_UNIT * scores[place]!)),
      };
      return packColumns(answer, "base64");
    },
    async close() {
      await Promise.allSettled(asked);
      await ranker.close();
    },
  };
}

function chooseTexts(texts: AtlasTexts, titles: readonly string[], rows: readonly number[]) {
  const pick = <Part>(list: readonly Part[]) => rows.map((row) => list[row]!);
  return packTexts(
    {
      abstract: pick(texts.abstract),
      terms: pick(texts.terms),
      sentences: pick(texts.sentences),
      details: pick(texts.details),
    },
    pick(titles),
  );
}

function limitScore(score: number): number {
  return Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, Math.round(score)));
}
