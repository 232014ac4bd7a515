import { z } from "zod";
import type { Database } from "../database/database.ts";

/** What a file holds, in a few figures. */
export const Overview = z.object({
  papers: z.int(),
  unassigned: z.int().describe("papers in no topic"),
  topics: z.array(z.object({ level: z.int(), topics: z.int() })).describe("level 0 is the finest, which papers are in"),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  days_are: z.string().nullable().describe("days of listing or of publication, and how exactly they are known"),
  input_files: z.int(),
  languages: z.array(z.string()),
  model: z.string().nullable().describe("the model of the vectors; null where the input has them"),
  made_at: z.string().nullable().describe("end of the last run, UTC"),
  version: z.string().nullable().describe("of Topic Atlas"),
});

const OVERVIEW = `
SELECT
  (SELECT count(*)::INTEGER FROM papers) AS papers,
  (SELECT count(*)::INTEGER FROM topic_papers WHERE topic_id IS NULL) AS unassigned,
  (SELECT coalesce(list({level: level, topics: n} ORDER BY level), [])
    FROM (SELECT level, count(*)::INTEGER AS n FROM topics GROUP BY level)) AS topics,
  (SELECT min(day)::VARCHAR FROM paper_days) AS first_day,
  (SELECT max(day)::VARCHAR FROM paper_days) AS last_day,
  (SELECT basis || ', to the ' || precision FROM date_basis) AS days_are,
  (SELECT count(*)::INTEGER FROM input_files WHERE status = 'read') AS input_files,
  (SELECT coalesce(list(language ORDER BY rank), []) FROM languages) AS languages,
  (SELECT mode(embeddings.model) FROM embeddings JOIN papers USING (text_hash)) AS model,
  (SELECT strftime(started_at + to_milliseconds((seconds * 1000)::BIGINT), '%Y-%m-%dT%H:%M:%SZ')
    FROM runs ORDER BY run_id DESC LIMIT 1) AS made_at,
  (SELECT TRY_CAST(versions AS JSON) ->> 'topic-atlas' FROM runs ORDER BY run_id DESC LIMIT 1) AS version`;

/** Returns what an atlas holds: papers, topics, days, and when it was made. */
export function readOverview(database: Database): Promise<z.infer<typeof Overview>> {
  return database.queryOne(OVERVIEW);
}
