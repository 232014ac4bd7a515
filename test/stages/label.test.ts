import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { labelStage } from "../../pipeline/stages/label.ts";
import { fillTable } from "../database/fill-table.ts";
import { createFakeEmbedder, FAKE_DIMENSIONS } from "../embedding/fake-embedder.ts";
import { contextFor } from "./stage-context.ts";

describe("label stage", () => {
  const THEMES = ["graph kernels", "graph transformers", "speech recognition", "speech synthesis"];
  const IDS = [3, 8, 11, 40];
  const PER_TOPIC = 8;

  /** Thirty-two papers in four topics of arbitrary ids below two broader ones, and a paper in no topic. */
  async function openDatabase(): Promise<Database> {
    const database = await Database.open(":memory:");
    await database.createSchema();
    const embedder = createFakeEmbedder();
    const topics = IDS.flatMap((id) => Array(PER_TOPIC).fill(id) as number[]);
    const texts = topics.map((id, row) => {
      const theme = THEMES[IDS.indexOf(id)]!;
      return `The ${theme}. Of ${theme} with ${theme.split(" ")[0]} ${row % 2 ? "signals" : "features"}.`;
    });
    texts.push("Of nothing at all.");
    const ids = texts.map((_, row) => String(row).padStart(4, "0"));
    const { vectors: values } = await embedder.embed(texts);
    const names = { title: ids, clean_title: ids, abstract: texts, clean_abstract: texts, text: texts, text_hash: ids };
    await database.append("papers", { paper_id: ids, ...names });
    await database.setVectorWidth("paper_vectors", "vector", FAKE_DIMENSIONS);
    await database.append("paper_vectors", { paper_id: ids, vector: { values, dimensions: FAKE_DIMENSIONS } });
    await database.append("clusters", {
      topic_id: [...IDS, 5, 41],
      parent_id: [5, 5, 41, 41, null, null],
      level: [0, 0, 0, 0, 1, 1],
      size: [8, 8, 8, 8, 16, 16],
      ...{ cohesion: Array(6).fill(1), stability: Array(6).fill(1), nearest_topic_id: Array(6).fill(3) },
      nearest_similarity: Array(6).fill(0),
      mixed: Array(6).fill(false),
      centroid: { values: new Float32Array(6 * 50), dimensions: 50 },
    });
    await database.append("topic_papers", {
      paper_id: ids.slice(0, topics.length),
      topic_id: topics,
      ...{ probability: topics.map(() => 1), second_topic_id: topics.map(() => 3), margin: topics.map(() => 1) },
      ...{ similarity: topics.map(() => 1), role: topics.map(() => "core") },
    });
    return database;
  }

  async function label(previous: string | null = null, mixed: number | null = null, decision = "new") {
    const database = await openDatabase();
    await fillTable(database, "fit", [{ fit: 1, decision, map_decision: decision }]);
    if (mixed !== null) {
      await database.execute("UPDATE clusters SET mixed = (topic_id = $1)", [mixed]);
    }
    if (previous) await database.execute(`CREATE TABLE before AS ${previous}`);
    const result = await labelStage.run(
      contextFor(
        database,
        { maxTopicShare: 1 },
        {
          openEmbedder: async () => createFakeEmbedder(),
          previousTable: async (table) => (previous && table === "topics" ? "before" : null),
        },
      ),
    );
    const topics = await database.query<{
      topic_id: number;
      level: number;
      label: string;
      short_label: string;
      label_phrases: string[];
      label_verdict: string;
      routing_with_terms: number | null;
      label_coverage: number;
      label_precision: number;
    }>(
      "SELECT topic_id, level, label, short_label, label_phrases, label_verdict, label_coverage, label_precision, routing_with_terms FROM topics ORDER BY level, topic_id",
    );
    const levels = await database.query<{ topics: number; evidence: number }>(
      `SELECT (SELECT count(DISTINCT topic_id)::INTEGER FROM topic_terms) AS topics,
         (SELECT count(DISTINCT topic_id)::INTEGER FROM label_evidence) AS evidence`,
    );
    database.close();
    return { result, topics, levels: levels[0]! };
  }

  it("names the topics of every level, with terms and evidence, whatever their ids", async () => {
    const { result, topics, levels } = await label();
    expect(topics.map(({ topic_id }) => topic_id)).toEqual([3, 8, 11, 40, 5, 41]);
    expect(topics.slice(0, 4).map(({ label: text }) => text.toLowerCase().split(", ")[0])).toEqual(THEMES);
    expect(new Set(topics.map((topic) => topic.label)).size).toBe(6);
    expect(new Set(topics.map((topic) => topic.short_label)).size).toBe(6);
    expect(topics[4]!.label).toMatch(/graph/i);
    expect(topics[5]!.label).toMatch(/speech/i);
    expect(levels).toEqual({ topics: 6, evidence: 6 });
    expect(result).toMatchObject({ rowsIn: 33, rowsOut: 6 });
    expect(result.figures!.label_routing).toBeGreaterThan(0.9);
  });

  it("stores the phrases of each label, and how far label and terms lead", async () => {
    const { topics } = await label();
    for (const { label: text, label_phrases: phrases, label_verdict: verdict, routing_with_terms: routing } of topics) {
      expect(text.toLowerCase()).toBe(phrases.join(", ").toLowerCase());
      expect(verdict).toBe("fits");
      expect(routing).toBeGreaterThan(0.9);
    }
  });

  it("says of a topic that the clustering marks as a mixture that it is one", async () => {
    const { topics } = await label(null, 8);
    expect(topics.map(({ label: text }) => text.startsWith("Mixed: "))).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(topics[1]!.label_verdict).toBe("provisional");
  });

  it("holds the phrases of the last run by id, whatever the topic was called", async () => {
    const { topics } = await label(
      `SELECT 8 AS topic_id, 'What people call it' AS label, 'It' AS short_label, ['GRAPH transformer'] AS label_phrases,
         NULL::DOUBLE AS routing, NULL::DOUBLE AS routing_with_terms`,
    );
    expect(topics[1]!.short_label).toBe("GRAPH transformer");
    expect(topics[0]!.short_label).toBe("Graph kernels");
  });

  it("keeps the labels of standing topics as they are, with their routing, and names those that were born", async () => {
    const kept = (id: number, label: string, phrase: string, routing: number) =>
      `(${id}, '${label}', '${label}', ['${phrase}'], ${routing}::DOUBLE, 0.75::DOUBLE)`;
    const rows = [
      kept(3, "Kernels of graphs", "graph kernels", 0.5),
      kept(8, "Signals", "signals", 0.25),
      kept(11, "A title", "gone since", 1),
      kept(5, "Graphs", "graph kernels", 1),
      kept(41, "Speech", "speech", 1),
    ];
    const { topics, result } = await label(
      `FROM (VALUES ${rows.join()}) AS last(topic_id, label, short_label, label_phrases, routing, routing_with_terms)`,
      null,
      "standing",
    );
    expect(topics.map((topic) => [topic.topic_id, topic.label, topic.routing_with_terms])).toEqual([
      [3, "Kernels of graphs", 0.75],
      [8, "Signals", 0.75],
      [11, "A title", null],
      [40, expect.stringMatching(/speech synthesis/i), null],
      [5, "Graphs", 0.75],
      [41, "Speech", 0.75],
    ]);
    expect(result.figures).toMatchObject({ label_routing: (0.5 + 0.25) / 2, label_routing_with_terms: 0.75 });
  });

  it("counts what is said of a kept label anew", async () => {
    const { topics } = await label(
      `SELECT 8 AS topic_id, 'Signals' AS label, 'Signals' AS short_label, ['signals'] AS label_phrases,
         0.1::DOUBLE AS routing, 0.1::DOUBLE AS routing_with_terms`,
      null,
      "standing",
    );
    // Half of the topic's eight papers have the word, as have sixteen of all.
    expect(topics[1]).toMatchObject({
      label: "Signals",
      label_coverage: 0.5,
      label_precision: 0.25,
      label_verdict: "provisional",
    });
  });
});
