import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { toDateValue } from "../../pipeline/database/columns.ts";
import { Database } from "../../pipeline/database/database.ts";

export const HOSTILE =
  '<script>alert(1)</script> "onload=alert(1) [click](javascript:alert(1)) </style> \u0007 \u202Eabc 🧪 ]]>';

/** A place where a paper stood: its letter, the file, and the day, null for none. */
type Listing = [paper: string, source: string, day: string | null, rank?: number, upvotes?: number];

type SamplePaper = {
  title: string;
  topic: number | null;
  urls?: string[];
  arxiv?: string;
  authors?: string[];
  venue?: string;
  code?: string;
  doi?: string;
};

const PAPERS: Record<string, SamplePaper> = {
  a: {
    title: "Kernels on graphs",
    topic: 3,
    arxiv: "2507.00001",
    authors: ["Ada Lovelace", "Emmy Noether", "A & B", "D"],
    venue: "Journal of <Graphs>",
    code: "https://example.org/code",
  },
  b: { title: "More kernels", topic: 3, urls: ["javascript:alert(1)", "https://example.org/b?x=1&y=<2>"] },
  c: { title: "Speech of whales", topic: 7, doi: "10.1000/c", authors: [HOSTILE] },
  d: { title: HOSTILE, topic: 7, urls: ["javascript:alert(1)"] },
  e: { title: "Robots walk", topic: 12 },
  f: { title: "About nothing", topic: null },
};

export const DATED: Listing[] = [
  ["a", "feed/1.jsonl", "2025-08-09", 1],
  ["c", "feed/1.jsonl", "2025-08-09", 2],
  ["b", "feed/2.jsonl", "2025-08-10", 1],
  ["a", "feed/3.jsonl", "2025-08-11", 2, 1250],
  ["d", "feed/3.jsonl", "2025-08-11", 3],
  ["e", "feed/3.jsonl", "2025-08-11", 1],
  ["f", "feed/3.jsonl", "2025-08-11"],
];

export const UNDATED: Listing[] = [
  ["a", "pages/1.txt", null],
  ["b", "pages/1.txt", null],
  ["a", "pages/2.txt", null],
  ["c", "pages/2.txt", null],
];

/** Writes an atlas.duckdb of six papers to a folder: topics 3, 7 and 12, of which 3 and 7 may have a broader one, 20. */
export async function writeAtlas(folder: string, listings: readonly Listing[], hasParent = false): Promise<void> {
  await mkdir(folder, { recursive: true });
  const database = await Database.open(join(folder, "atlas.duckdb"));
  try {
    await database.createSchema();
    const ids = [...new Set(listings.map(([id]) => id))].sort();
    const papers = ids.map((id) => PAPERS[id]!);
    const titles = papers.map(({ title }) => title);
    const abstracts = titles.map((title) => `Much is known. We propose a method: ${title}. It works. Code is there.`);
    await database.append("papers", {
      paper_id: ids,
      title: titles,
      abstract: abstracts,
      clean_title: titles,
      clean_abstract: abstracts,
      text: titles,
      text_hash: ids,
      urls: papers.map(({ urls }) => urls ?? []),
      arxiv_id: papers.map(({ arxiv }) => arxiv ?? null),
      authors: papers.map(({ authors }) => authors ?? null),
      venue: papers.map(({ venue }) => venue ?? null),
      code_url: papers.map(({ code }) => code ?? null),
      doi: papers.map(({ doi }) => doi ?? null),
    });
    await database.append("appearances", {
      paper_id: listings.map(([id]) => id),
      source: listings.map(([, source]) => source),
      position: listings.map((_, index) => index + 1),
      listed_date: listings.map(([, , day]) => toDateValue(day)),
      rank: listings.map(([, , , rank]) => rank ?? null),
      upvotes: listings.map(([, , , , upvotes]) => upvotes ?? null),
    });
    await database.append("topic_papers", {
      paper_id: ids,
      topic_id: papers.map(({ topic }) => topic),
      role: ids.map(() => "core"),
    });
    const topics = hasParent ? [3, 7, 12, 20] : [3, 7, 12];
    await database.append("positions", {
      paper_id: ids,
      x: ids.map((_, place) => place),
      y: ids.map((_, place) => place % 3),
    });
    await database.append("paper_terms", {
      paper_id: ids.flatMap((id) => [id, id]),
      rank: ids.flatMap(() => [1, 2]),
      term: ids.flatMap((id) => [`${id}-methods`, "methods"]),
      weight: ids.flatMap(() => [0.9, 0.5]),
      start_offset: ids.flatMap(() => [0, 0]),
      end_offset: ids.flatMap(() => [1, 1]),
      written: ids.flatMap(() => ["", ""]),
    });
    await database.append("topics", {
      topic_id: topics,
      parent_id: topics.map((id) => (hasParent && id < 10 ? 20 : null)),
      level: topics.map((id) => (id === 20 ? 1 : 0)),
      label: topics.map((id) => ({ 3: "Graph kernels", 7: "Speech <b>", 12: "Robots", 20: "Broad" })[id]!),
    });
    await database.append("topic_marks", {
      topic_id: topics,
      anchor_x: topics,
      anchor_y: topics,
      color: topics.map(() => "#336699"),
    });
    await database.append("topic_events", {
      run_id: [3, 3],
      previous_run_id: [2, 2],
      event: ["born", "continued"],
      level: [0, 0],
      topic_id: [12, 3],
      label: ["Robots", "Graph kernels"],
      papers: [1, 2],
      previous_papers: [0, 2],
      shared_papers: [0, 2],
      new_papers: [1, 0],
      gone_papers: [0, 0],
      evidence: [1, 1],
    });
    await database.execute(`
      INSERT INTO runs (run_id, started_at) VALUES (1, '2025-09-01 08:00:00'), (2, '2025-09-02 08:00:00'), (3, '2025-09-03 08:00:00');
      INSERT INTO stage_runs (run_id, position, stage, output_hash) VALUES (1, 2, 'dedupe', 'x'), (2, 2, 'dedupe', 'y'), (3, 2, 'dedupe', 'y')`);
  } finally {
    database.close();
  }
}
