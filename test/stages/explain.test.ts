import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { joinText } from "../../pipeline/dedupe/paper-row.ts";
import type { StageResult } from "../../pipeline/engine/stage.ts";
import { explainStage } from "../../pipeline/stages/explain.ts";
import { contextFor } from "./stage-context.ts";

type Row = Record<string, unknown>;

const HOSTILE = `<script>alert("🙂")</script> '; DROP TABLE papers; -- \u202e`;
const GRAPH = 42;
const SPEECH = 7;
const BROADER = 9;

/** Two topics with ids far apart, a broader one, and papers without topic, without abstract and with hostile text. */
const PAPERS: { id: string; title: string; abstract: string; topic: number | null }[] = [
  {
    id: "a",
    title: "Fast graph kernels",
    abstract: "Graph kernels compare two graphs quickly. We also thank all reviewers warmly.",
    topic: GRAPH,
  },
  {
    id: "b",
    title: "Deep graph kernels",
    abstract: "We learn graph kernels from labels of nodes. It is fun to do.",
    topic: GRAPH,
  },
  {
    id: "c",
    title: "Node labels",
    abstract: "Labels of nodes decide what graph kernels can see. Ends here now.",
    topic: GRAPH,
  },
  {
    id: "d",
    title: "Speech recognition at home",
    abstract: "Speech recognition is hard when rooms echo a lot. We record audio in homes.",
    topic: SPEECH,
  },
  { id: "e", title: "Audio at home", abstract: "We record audio for speech recognition in many homes.", topic: SPEECH },
  { id: "f", title: "Echo", abstract: `Audio of rooms harms speech recognition too. ${HOSTILE}`, topic: SPEECH },
  { id: "g", title: "Speech recognition", abstract: "", topic: SPEECH },
  {
    id: "h",
    title: "Graph kernels for speech recognition",
    abstract: "We use graph kernels in speech recognition for once.",
    topic: null,
  },
];

async function openAtlas(papers: readonly (typeof PAPERS)[number][]): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  const texts = papers.map(({ title, abstract }) => joinText(title, abstract));
  await database.append("papers", {
    paper_id: papers.map(({ id }) => id),
    title: papers.map(({ title }) => title),
    abstract: papers.map(({ abstract }) => abstract),
    clean_title: papers.map(({ title }) => title),
    clean_abstract: papers.map(({ abstract }) => abstract),
    text: texts,
    text_hash: texts,
  });
  await database.append("topic_papers", {
    paper_id: papers.map(({ id }) => id),
    topic_id: papers.map(({ topic }) => topic),
    probability: papers.map(({ topic }) => (topic === null ? 0.3 : 0.76)),
    second_topic_id: papers.map(({ topic }) => (topic === GRAPH ? SPEECH : GRAPH)),
    margin: papers.map(() => 0.51),
    similarity: papers.map(() => 0.9),
    role: papers.map(({ topic }) => (topic === null ? "unassigned" : "core")),
  });
  await database.append("topics", {
    topic_id: [SPEECH, BROADER, GRAPH],
    parent_id: [BROADER, null, null],
    level: [0, 1, 0],
    label: ["Speech recognition", "Signals", "Graph kernels"],
  });
  const pairs = papers.flatMap(({ id }) => papers.filter((other) => other.id !== id).map((other) => [id, other.id]));
  await database.append("neighbors", {
    paper_id: pairs.map(([id]) => id!),
    rank: pairs.map((_, index) => (index % (papers.length - 1)) + 1),
    neighbor_id: pairs.map(([, other]) => other!),
    similarity: pairs.map((_, index) => 1 - (index % (papers.length - 1)) / 10),
  });
  return database;
}

async function explain(database: Database, settings: Record<string, unknown> = {}): Promise<StageResult> {
  return explainStage.run(contextFor(database, settings));
}

let database: Database;
let result: StageResult;

beforeAll(async () => {
  database = await openAtlas(PAPERS);
  result = await explain(database);
});

describe("the stage explain", () => {
  it("writes what it wrote when it was last approved", async () => {
    const terms = await database.query<Row>(
      "SELECT paper_id, rank, term, round(weight, 3) AS weight, documents_inside AS inside, documents_outside AS outside, start_offset AS start, written FROM paper_terms ORDER BY ALL",
    );
    const sentences = await database.query<Row>(
      "SELECT paper_id, rank, round(weight, 3) AS weight, terms, start_offset AS start, sentence FROM paper_sentences ORDER BY ALL",
    );
    const lines = [...terms, ...sentences].map((row) => JSON.stringify(row));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../golden/paper-reasons.jsonl");
  });

  it("gives offsets that slice to terms and sentences", async () => {
    for (const [table, text] of [
      ["paper_terms", "written"],
      ["paper_sentences", "sentence"],
    ]) {
      const rows = await database.query<Row>(
        `SELECT ${text} AS kept, substring(text, start_offset + 1, end_offset - start_offset) AS sliced FROM ${table} JOIN papers USING (paper_id)`,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { kept, sliced } of rows) expect(sliced).toBe(kept);
    }
  });

  it("has no reasons for a paper without topic, and no sentence for one without abstract", async () => {
    const terms = await database.query<{ paper_id: string }>("SELECT DISTINCT paper_id FROM paper_terms ORDER BY 1");
    expect(terms.map((row) => row.paper_id)).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
    const cited = await database.query<{ paper_id: string }>(
      "SELECT DISTINCT paper_id FROM paper_sentences ORDER BY 1",
    );
    expect(cited.map((row) => row.paper_id)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("stores no more than the settings say", async () => {
    const few = await openAtlas(PAPERS);
    await explain(few, { termsPerPaper: 1, sentencesPerPaper: 1 });
    for (const table of ["paper_terms", "paper_sentences"]) {
      expect(await few.query(`SELECT * FROM ${table} WHERE rank > 1`), table).toEqual([]);
    }
    few.close();
  });

  it("gives the same rows whatever numbers the topics have", async () => {
    const renumbered = await openAtlas(PAPERS.map((paper) => ({ ...paper, topic: paper.topic && 100 - paper.topic })));
    const other = await explain(renumbered);
    for (const table of ["paper_terms", "paper_sentences"]) {
      const query = `SELECT * FROM ${table} ORDER BY paper_id, rank`;
      expect(await renumbered.query(query)).toEqual(await database.query(query));
    }
    expect(other.rowsOut).toBe(result.rowsOut);
    renumbered.close();
  });

  it("claims no figures where no paper has a topic", async () => {
    const none = await openAtlas(PAPERS.map((paper) => ({ ...paper, topic: null })));
    expect(await explain(none)).toMatchObject({ rowsOut: 0, figures: { papers_judged: 0 } });
    none.close();
  });
});

describe("why_here", () => {
  it("tells the whole reason: topic, probability, second topic, terms, sentences, near papers of the topic", async () => {
    const rows = await database.query<Row>("SELECT * FROM why_here('b')");
    expect(rows.map(({ kind, rank }) => `${kind} ${rank}`)).toEqual([
      "topic 1",
      "probability 1",
      "second topic 1",
      "term 1",
      "term 2",
      "sentence 1",
      "near paper 1",
      "near paper 2",
    ]);
    expect(rows.slice(0, 4)).toEqual([
      { kind: "topic", rank: 1, text: "Graph kernels", score: 0.9 },
      { kind: "probability", rank: 1, text: "76 %, at least twice that of any other topic", score: 0.76 },
      { kind: "second topic", rank: 1, text: "Speech recognition (probability 25 %)", score: 0.51 },
      {
        kind: "term",
        rank: 1,
        text: expect.stringContaining("(in 3 papers of the topic, 1 outside it)"),
        score: expect.any(Number),
      },
    ]);
    expect(rows.filter(({ kind }) => kind === "near paper")).toEqual([
      { kind: "near paper", rank: 1, text: "Fast graph kernels", score: 1 },
      { kind: "near paper", rank: 2, text: "Node labels", score: 0.9 },
    ]);
  });

  it("says of a paper without topic that it has none, and which is the most probable", async () => {
    expect(await database.query("SELECT * FROM why_here('h')")).toEqual([
      { kind: "topic", rank: 1, text: "none: no topic has a probability of a half", score: null },
      {
        kind: "probability",
        rank: 1,
        text: "30 % for Graph kernels, and less for any other topic",
        score: 0.3,
      },
    ]);
  });

  it("is empty for a paper that is not there", async () => {
    expect(await database.query("SELECT * FROM why_here('nobody')")).toEqual([]);
  });
});

describe("a text that was cut", () => {
  it("is explained as far as it goes", async () => {
    const database = await openAtlas(PAPERS);
    await database.execute(
      "UPDATE papers SET text = left(text, length(text) - 10), clean_abstract = clean_abstract WHERE paper_id = 'c'",
    );
    await explainStage.run(contextFor(database));
    const rows = await database.query<{ sentence: string; found: string }>(
      `SELECT sentence, substring(text, start_offset + 1, end_offset - start_offset) AS found
       FROM paper_sentences JOIN papers USING (paper_id)`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { sentence, found } of rows) expect(found).toBe(sentence);
    database.close();
  });
});
