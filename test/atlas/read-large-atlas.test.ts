import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAtlasData, buildAtlasTexts, buildColumnData } from "../../pipeline/atlas/build-atlas-data.ts";
import { readAtlasRows, readTopicRows } from "../../pipeline/atlas/read-atlas-rows.ts";
import { readLargeColumns, readTextBlocks, type TextBlock } from "../../pipeline/atlas/read-large-atlas.ts";
import { Database } from "../../pipeline/database/database.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { fillTable } from "../database/fill-table.ts";
import { sampleAtlasRows } from "./sample-atlas.ts";

const PAPERS = 60;
const keepColors = (topics: readonly { color: string }[]) => topics.map(({ color }) => color);

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-large-"));
  database = await Database.open(join(folder, "atlas.duckdb"));
  await database.createSchema();
  const rows = sampleAtlasRows({ papers: PAPERS, topics: 6, broad: 2, texts: ["🧪🤖 emoji first", ...HOSTILE_TEXTS] });
  const rank = new Map<string, number>();
  const ranked = <Row extends { paper_id: string }>(list: readonly Row[]) =>
    list.map((row) => {
      rank.set(row.paper_id, (rank.get(row.paper_id) ?? 0) + 1);
      return { ...row, rank: rank.get(row.paper_id)! };
    });
  const tables = {
    papers: rows.papers.map(({ paper_id, title, abstract, text, arxiv_id }, row) => ({
      paper_id,
      title,
      abstract,
      text,
      arxiv_id,
      clean_title: title,
      clean_abstract: abstract,
      text_hash: paper_id,
      authors: [`Author ${row % 7}`, "Bo"],
      venue: row % 2 === 0 ? "Nature" : null,
    })),
    positions: rows.papers.map(({ paper_id, x, y }) => ({ paper_id, x, y })),
    topic_papers: rows.papers.map(({ paper_id, topic_id, probability, second_topic_id, margin, similarity, role }) => ({
      ...{ paper_id, topic_id, probability, second_topic_id, margin, similarity, role },
      fitted: true,
    })),
    appearances: rows.appearances.map(({ paper_id, source, rank: listed, upvotes }, position) => ({
      ...{ paper_id, source, upvotes, position },
      rank: listed,
    })),
    neighbors: ranked(rows.nearest),
    topics: rows.topics.map(({ topic_id, parent_id, level, label, size }) => ({
      ...{ topic_id, parent_id, level, label, size },
    })),
    paper_terms: rows.paperTerms!.map(({ paper_id, term, weight, start_offset, end_offset }) => ({
      ...{ paper_id, term, weight, start_offset, end_offset },
      rank: 1,
      written: term,
    })),
    paper_sentences: rows.paperSentences!.map(({ paper_id, score, start_offset, end_offset }) => ({
      ...{ paper_id, start_offset, end_offset },
      rank: 1,
      weight: score,
    })),
  };
  for (const [table, list] of Object.entries(tables)) await fillTable(database, table, list as never);
});

afterAll(async () => {
  database?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("a page that is read as columns", () => {
  it("numbers papers by topic, the most typical first, those in none last", async () => {
    const { papers } = await readLargeColumns(database);
    const places = papers.topic_id.map((topic, row) => [topic ?? 1e9, -papers.similarity[row]!] as const);
    const sorted = places.slice().sort(([a, b], [c, d]) => a - c || b - d);
    expect(places).toEqual(sorted);
    expect(papers.paper_id).toHaveLength(PAPERS);
  });

  it("holds of each paper and topic what the page of rows holds", async () => {
    const small = buildAtlasData(await readAtlasRows(database), keepColors);
    const columns = await readLargeColumns(database);
    const large = buildColumnData(columns, await readTopicRows(database), keepColors);
    expect(large.papers.nearest).toBeNull();
    const rowOf = new Map(small.papers.id.map((id, row) => [id, row]));
    for (const [row, id] of large.papers.id.entries()) {
      const own = rowOf.get(id)!;
      for (const name of [
        "title",
        "x",
        "y",
        "topicOf",
        "probability",
        "margin",
        "similarity",
        "role",
        "arxivId",
      ] as const)
        expect(large.papers[name][row], `${name} of ${id}`).toEqual(small.papers[name][own]);
      const [a, b] = [large.papers.appearances, small.papers.appearances];
      expect(a.upvotes[a.start[row]!]).toBe(b.upvotes[b.start[own]!]);
    }
    const nameRows = (topics: typeof small.topics, ids: readonly string[]) =>
      topics.map(({ representatives, ...topic }) => ({
        ...topic,
        representatives: representatives.map((row) => ids[row]),
      }));
    expect(nameRows(large.topics, large.papers.id)).toEqual(nameRows(small.topics, small.papers.id));
  });

  it.each([1, 7, 256])("gives the same long texts, %i papers at a time", async (size) => {
    const rows = await readAtlasRows(database);
    const small = buildAtlasTexts(rows);
    const { papers } = rows;
    const nearest = buildAtlasData(rows, keepColors).papers.nearest!;
    const ids = (await readLargeColumns(database)).papers.paper_id;
    const rowOf = new Map(papers.map(({ paper_id }, row) => [paper_id, row]));
    const blocks: TextBlock[] = [];
    for await (const block of readTextBlocks(database, size)) blocks.push(block);
    expect(blocks).toHaveLength(Math.ceil(PAPERS / size));
    const read = <Item>(pick: (block: TextBlock) => readonly Item[]) => blocks.flatMap(pick);
    const own = ids.map((id) => rowOf.get(id)!);
    expect(read(({ titles }) => titles)).toEqual(own.map((row) => papers[row]!.title));
    expect(read(({ texts }) => texts.abstract)).toEqual(own.map((row) => small.abstract[row]));
    expect(read(({ texts }) => texts.terms)).toEqual(own.map((row) => small.terms[row]));
    expect(read(({ texts }) => texts.sentences)).toEqual(own.map((row) => small.sentences[row]));
    expect(read(({ texts }) => texts.details)).toEqual(own.map((row) => small.details[row]));
    const near = read(({ texts }) => texts.nearest).map(({ rows: list, similarity }) => ({
      ids: Array.from(list, (row) => ids[row]),
      similarity: Array.from(similarity),
    }));
    expect(near).toEqual(
      own.map((row) => {
        const [from, to] = [nearest.start[row]!, nearest.start[row + 1]!];
        return {
          ids: Array.from(nearest.row.subarray(from, to), (other) => papers[other]!.paper_id),
          similarity: Array.from(nearest.similarity.subarray(from, to)),
        };
      }),
    );
  });
});
