import type { Database } from "../database/database.ts";
import {
  type Decision,
  type DuplicateThresholds,
  type EdgeKind,
  groupTexts,
  judgePair,
  type StoredPair,
} from "../dedupe/group-texts.ts";
import { hashIdentity, nameText } from "../dedupe/record-key.ts";
import { UserError } from "../error.ts";

/** A record of a pair as it is shown. */
export type ShownRecord = {
  /** Id of its text, by which a decision names it. */
  text: string;
  source: string;
  position: number;
  title: string;
  abstract: string;
};

/** A pair of records that are one paper, or look so. */
export type ShownPair = {
  kind: EdgeKind | "exact";
  score: number;
  /** Score less threshold: the nearer to 0, the more doubtful. Null where nothing was weighed. */
  margin: number | null;
  isMerged: boolean;
  distinction: string | null;
  evidence: string;
  /** The record that is, or would be, kept. */
  kept: ShownRecord;
  other: ShownRecord;
};

const RECORD_COLUMNS = `kept_record.raw_title AS kept_raw_title, kept_record.raw_abstract AS kept_raw_abstract,
  other_record.raw_title AS other_raw_title, other_record.raw_abstract AS other_raw_abstract, kept_record.clean_title AS kept_title, kept_record.clean_abstract AS kept_abstract,
  other_record.clean_title AS other_title, other_record.clean_abstract AS other_abstract`;

const EXACT = `
SELECT duplicates.kind, duplicates.score, NULL AS margin, true AS merged, NULL AS distinction, reason AS evidence,
  kept_source AS source_a, kept_position AS position_a, merged_source AS source_b, merged_position AS position_b, ${RECORD_COLUMNS}
FROM duplicates
JOIN records AS kept_record ON (kept_record.source, kept_record.position) = (kept_source, kept_position)
JOIN records AS other_record ON (other_record.source, other_record.position) = (merged_source, merged_position)
WHERE duplicates.kind = $1 ORDER BY merged_source, merged_position LIMIT $2::INTEGER`;

const JUDGED = `
SELECT kind, score, margin, merged, distinction, evidence, source_a, position_a, source_b, position_b, ${RECORD_COLUMNS}
FROM duplicate_pairs
JOIN judged_pairs USING (text_a, text_b)
JOIN records AS kept_record ON (kept_record.source, kept_record.position) = (source_a, position_a)
JOIN records AS other_record ON (other_record.source, other_record.position) = (source_b, position_b)
WHERE $1 = '' OR kind = $1 ORDER BY abs(margin), text_a, text_b LIMIT $2::INTEGER`;

type PairRow = {
  kind: ShownPair["kind"];
  score: number;
  margin: number | null;
  merged: boolean;
  distinction: string | null;
  evidence: string;
  kept_raw_title: string;
  kept_raw_abstract: string;
  other_raw_title: string;
  other_raw_abstract: string;
  source_a: string;
  position_a: number;
  source_b: string;
  position_b: number;
  kept_title: string;
  kept_abstract: string;
  other_title: string;
  other_abstract: string;
};

/**
 * Returns the pairs of a kind, at most `limit`, the most doubtful first: those that were weighed, where no kind is given. Exact repeats and
 * decisions come in order of place.
 */
export async function readPairs(
  database: Database,
  kind: ShownPair["kind"] | null,
  limit: number,
): Promise<ShownPair[]> {
  const query = kind === "exact" || kind === "decision" ? EXACT : JUDGED;
  const rows = await database.query<PairRow>(query, [kind ?? "", limit]);
  return rows.map((row) => ({
    kind: row.kind,
    score: row.score,
    margin: row.margin,
    isMerged: row.merged,
    distinction: row.distinction,
    evidence: row.evidence,
    kept: {
      text: nameText(hashIdentity(row.kept_raw_title, row.kept_raw_abstract)),
      source: row.source_a,
      position: row.position_a,
      title: row.kept_title,
      abstract: row.kept_abstract,
    },
    other: {
      text: nameText(hashIdentity(row.other_raw_title, row.other_raw_abstract)),
      source: row.source_b,
      position: row.position_b,
      title: row.other_title,
      abstract: row.other_abstract,
    },
  }));
}

/** Returns how many records were merged by each kind, the most frequent first. */
export async function countMerged(database: Database): Promise<{ kind: string; records: number }[]> {
  return database.query(
    "SELECT kind, count(*)::INTEGER AS records FROM duplicates GROUP BY kind ORDER BY records DESC, kind",
  );
}

/** Returns the thresholds of the run that made the database. */
export async function readThresholds(database: Database): Promise<DuplicateThresholds> {
  const [run] = await database.query<{ settings: string }>("SELECT settings FROM runs ORDER BY run_id DESC LIMIT 1");
  const settings = JSON.parse(run?.settings ?? "{}") as Record<string, unknown>;
  const read = (name: string) => {
    const value = settings[name];
    if (typeof value !== "number")
      throw new UserError(`${name}: not among the settings of the last run. Run the pipeline again.`);
    return value;
  };
  return { identity: read("identityThreshold"), near: read("nearThreshold"), semantic: read("semanticThreshold") };
}

/** Returns the weighed pairs that other thresholds would merge or part, the most doubtful under these first. Nothing is compared again. */
export async function decideAgain(database: Database, thresholds: DuplicateThresholds): Promise<ShownPair[]> {
  const stored = await database.query<StoredPair>("SELECT * FROM duplicate_pairs ORDER BY rank_a, rank_b");
  const decisions = await database.query<Decision>("SELECT * FROM duplicate_decisions ORDER BY ALL");
  const edges = groupTexts(stored, thresholds, decisions);
  const keptOf = (text: string) => edges.get(text)?.kept ?? text;
  const pairOf = new Map(stored.map((pair) => [`${pair.text_a} ${pair.text_b}`, pair]));
  const changed: ShownPair[] = [];
  for (const shown of await readPairs(database, null, stored.length)) {
    const isMerged = keptOf(shown.kept.text) === keptOf(shown.other.text);
    if (isMerged === shown.isMerged) continue;
    const { kind, score, margin } = judgePair(pairOf.get(`${shown.kept.text} ${shown.other.text}`)!, thresholds);
    changed.push({ ...shown, kind, score, margin, isMerged });
  }
  return changed.sort((a, b) => Math.abs(a.margin!) - Math.abs(b.margin!));
}
