import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { evaluateTopicCounts, type TopicCountEvaluation } from "../../pipeline/evaluation/evaluate-topic-counts.ts";
import type { CorpusSource } from "../../pipeline/evaluation/labelled-corpus.ts";
import { formatTopicCounts } from "../../pipeline/evaluation/topic-count-table.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { THEME_NAMES, writeThemedPapers } from "../themed-papers.ts";

const apart: CorpusSource[] = [];
let output: string;
let evaluation: TopicCountEvaluation;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-"));
  output = join(folder, "eval.duckdb");
  const corpora = [];
  for (const seed of [1, 2]) {
    const papers = join(folder, "papers.jsonl");
    const themeOf = await writeThemedPapers(papers, 15, seed);
    const lines = (await readFile(papers, "utf8")).trim().split("\n");
    const path = join(folder, `themes-${seed}.jsonl`);
    const labelled = lines.map((line) => ({ ...JSON.parse(line), theme: themeOf.get(JSON.parse(line).title) }));
    await writeFile(path, labelled.map((record) => JSON.stringify(record)).join("\n"));
    corpora.push({ path, label: "theme" });
    if (seed > 1) continue;
    for (const [index, name] of ["first", "second"].entries()) {
      const own = labelled.filter(({ theme }) => THEME_NAMES.indexOf(theme) % 2 === index);
      const part = { path: join(folder, `${name}.jsonl`), label: "theme" };
      await writeFile(part.path, own.map((record) => JSON.stringify(record)).join("\n"));
      apart.push(part);
    }
  }
  const pipeline = { ensembleRuns: 20 };
  const settings = { corpora, sample: 0, draws: 1, labelCounts: [3], output, pipeline };
  evaluation = await evaluateTopicCounts(settings, { embedding: sourceOf(createFakeEmbedder()) });
});

describe("evaluateTopicCounts", () => {
  it("finds the themes of a part and of the whole, on each corpus", () => {
    for (const { panels, medianError } of evaluation.corpora.slice(0, 2)) {
      expect(panels).toMatchObject([
        { panel: "3 of 4 labels", texts: 45, true: 3, nearest: 3, error: 0, nearestAri: 1 },
        { panel: "all 4 labels", texts: 60, true: 4, nearest: 4, error: 0, nearestAri: 1 },
      ]);
      expect(medianError).toBe(0);
    }
    expect(evaluation.medianError).toBe(0);
  });

  it("mixes the corpora", () => {
    expect(evaluation.corpora.map(({ corpus }) => corpus)).toEqual([
      "themes-1.jsonl",
      "themes-2.jsonl",
      "mix of themes-1.jsonl and themes-2.jsonl",
    ]);
    expect(evaluation.corpora[2]!.panels).toMatchObject([
      { panel: "1 + 1 labels", texts: 30, true: 2 },
      { panel: "2 + 2 labels", texts: 60, true: 4 },
      { panel: "4 + 4 labels", texts: 120, true: 8 },
    ]);
  });

  it("finds the themes of a mix whose corpora share none", async () => {
    const settings = { corpora: apart, sample: 0, draws: 1, labelCounts: [], output, pipeline: { ensembleRuns: 20 } };
    const { corpora } = await evaluateTopicCounts(settings, { embedding: sourceOf(createFakeEmbedder()) });
    const mix = corpora.find(({ corpus }) => corpus === "mix of first.jsonl and second.jsonl");
    expect(mix?.panels.at(-1)).toMatchObject({ panel: "2 + 2 labels", true: 4, nearest: 4, error: 0, nearestAri: 1 });
  });

  it("stores a line for each figure of each panel, under one number", async () => {
    const database = await Database.open(output, { readOnly: true });
    try {
      const stored = await database.query(
        `SELECT corpus, row_name, value FROM evaluations WHERE run_id = $1 AND corpus LIKE 'themes-%' AND metric IN ('nearest_topics', 'median_topic_error')
         ORDER BY corpus, row_name`,
        [evaluation.runId],
      );
      expect(stored).toEqual(
        ["themes-1.jsonl", "themes-2.jsonl"].flatMap((corpus) => [
          { corpus, row_name: "3 of 4 labels", value: 3 },
          { corpus, row_name: "all 4 labels", value: 4 },
          { corpus, row_name: "corpus", value: 0 },
        ]),
      );
      const doubled = await database.query(
        "SELECT run_id FROM evaluations GROUP BY run_id, corpus, row_name, metric HAVING count(*) > 1",
      );
      expect(doubled).toEqual([]);
    } finally {
      database.close();
    }
  });
});

describe("formatTopicCounts", () => {
  it("shows a row for each panel below its corpus, and the median of all", () => {
    const judged = { ari: 0.5, nearestAri: 0.75, homogeneity: 0.875, reason: "" };
    const panels = [
      {
        ...{ panel: "3 of 4 labels", texts: 45, true: 3, counts: [9, 6], nearest: 6, error: 1 },
        ...judged,
        seconds: 2,
      },
      { ...{ panel: "all 4 labels", texts: 60, true: 4, counts: [5], nearest: 5, error: 0.25 }, ...judged, seconds: 3 },
    ];
    const corpora = [{ corpus: "themes.jsonl", panels, medianError: 0.625 }];
    const lines = formatTopicCounts({ runId: 7, output: "eval.duckdb", corpora, medianError: 0.625 }).split("\n");
    expect(lines[3]).toMatch(/^ {2}3 of 4 labels +45 +3 +9 \/ 6 +1\.00 +0\.750 +0\.500 +0\.875 +2\.0$/);
    expect(new Set(lines.slice(0, 5).map(({ length }) => length)).size).toBe(1);
    expect(lines.some((line) => line.startsWith("Median error of the number of topics: 0.63 over 2 panels"))).toBe(
      true,
    );
  });
});
