import type { Database } from "../database/database.ts";
import type { MapQuality, ShownDates } from "./atlas-data.ts";
import type { AtlasRows, AtlasTopicRows } from "./atlas-rows.ts";
import {
  ATLAS_APPEARANCES,
  ATLAS_DATES,
  ATLAS_EVIDENCE,
  ATLAS_NEAREST,
  ATLAS_PAPER_SENTENCES,
  ATLAS_PAPER_TERMS,
  ATLAS_PAPERS,
  ATLAS_PHRASES,
  ATLAS_QUALITY,
  ATLAS_TERMS,
  ATLAS_TOPICS,
  ATLAS_TRENDS,
  ATLAS_WORDS,
} from "./queries.ts";

/** Reads all that the page shows, a row each. */
export async function readAtlasRows(database: Database): Promise<AtlasRows> {
  return {
    ...(await readTopicRows(database)),
    papers: await database.query(ATLAS_PAPERS),
    appearances: await database.query(ATLAS_APPEARANCES),
    nearest: await database.query(ATLAS_NEAREST),
    paperTerms: await database.query(ATLAS_PAPER_TERMS),
    paperSentences: await database.query(ATLAS_PAPER_SENTENCES),
  };
}

/** Reads what the page shows of topics and of the map as a whole. */
export async function readTopicRows(database: Database): Promise<AtlasTopicRows> {
  const [quality] = await database.query<MapQuality>(ATLAS_QUALITY);
  const [dates] = await database.query<ShownDates>(ATLAS_DATES);
  return {
    topics: await database.query(ATLAS_TOPICS),
    terms: await database.query(ATLAS_TERMS),
    words: await database.query(ATLAS_WORDS),
    evidence: await database.query(ATLAS_EVIDENCE),
    ...(dates && { dates }),
    trends: await database.query(ATLAS_TRENDS),
    phrases: await database.query(ATLAS_PHRASES),
    quality: quality ?? { trustworthiness: null, neighbors: null },
  };
}
