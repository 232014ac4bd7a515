import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { viewNearest } from "../../pipeline/atlas/atlas-data.ts";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { CHUNK_FOLDER, type ChunkIndex, locateChunk } from "../../pipeline/atlas/chunk-format.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";
import { writeChunks } from "../../pipeline/atlas/write-chunks.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { type OpenAtlas, type OpenPage, openPlace } from "./open-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS });
const PAPERS = 50;
const PATIENCE = { timeout: 10_000 };

let folder: string;
let index: ChunkIndex;
let atlas: OpenAtlas;
let opened: OpenPage | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-chunks-"));
  await mkdir(join(folder, CHUNK_FOLDER));
  index = await writeChunks(
    async function* (size) {
      for (let first = 0; first < 300; first += size) {
        const cut = <Item>(list: readonly Item[]) => list.slice(first, first + size);
        const nearest = cut(data.papers.id.map((_, row) => viewNearest(data.papers.nearest!, row)));
        const { abstract, terms, sentences, details } = texts;
        yield {
          titles: cut(data.papers.title),
          texts: {
            abstract: cut(abstract),
            terms: cut(terms),
            sentences: cut(sentences),
            details: cut(details),
            nearest,
          },
        };
      }
    },
    ({ name, script }) => writeFile(join(folder, locateChunk(name)), script),
    PAPERS,
  );
  const page = { ...data, papers: { ...data.papers, nearest: null } };
  const file = join(folder, "atlas.html");
  await writeFile(file, renderPage(page, { chunks: index }, await bundleClient()));
  const close = () => rm(folder, { recursive: true, force: true });
  atlas = await openPlace({ url: pathToFileURL(file).href, close });
});

afterAll(() => atlas?.close());

afterEach(async () => {
  await opened?.page.context().close();
  opened = null;
});

const openPaper = (page: Page, row: number) => page.evaluate((paper) => window.atlas.state.update({ paper }), row);
const readAbstract = (page: Page) => page.locator("#card .abstract").textContent();
const chunkOf = (row: number) => locateChunk(index.texts[Math.floor(row / PAPERS)]!);

/** Puts a file away while something is looked at, or another in its place. */
async function without(path: string, look: () => Promise<void>, instead?: string): Promise<void> {
  const file = join(folder, path);
  await rename(file, `${file}.away`);
  if (instead !== undefined) await writeFile(file, instead);
  try {
    await look();
  } finally {
    await rename(`${file}.away`, file);
  }
}

describe("a page with its long texts beside it, from a disk", () => {
  it("asks for nothing before it is needed, and then for the one file that has it", async () => {
    opened = await atlas.open();
    const { page, requests, messages } = opened;
    expect(requests).toEqual([]);
    await openPaper(page, 120);
    await expect.poll(() => readAbstract(page), PATIENCE).toContain(texts.abstract[120]!);
    expect(await page.locator("#card .papers li").count()).toBe(5);
    await openPaper(page, 121);
    await expect.poll(() => readAbstract(page), PATIENCE).toContain(texts.abstract[121]!);
    expect(requests.map((address) => address.slice(address.indexOf(CHUNK_FOLDER)))).toEqual([chunkOf(120)]);
    expect(messages).toEqual([]);
  });

  it("shows hostile texts as text", async () => {
    opened = await atlas.open();
    const { page, messages } = opened;
    for (const row of [0, 1, 2]) {
      await openPaper(page, row);
      await expect.poll(() => readAbstract(page), PATIENCE).toContain(texts.abstract[row]!);
    }
    expect(await page.locator("#card img, #card script").count()).toBe(0);
    expect(messages).toEqual([]);
  });

  it("searches titles and topics, then finds what is near the best", async () => {
    opened = await atlas.open();
    const { page, messages } = opened;
    expect(await page.locator("#query").getAttribute("placeholder")).toBe("Search titles and topics");
    await page.locator("#query").fill("paper 127 on");
    const near = viewNearest(data.papers.nearest!, 127).rows[0]!;
    await expect
      .poll(
        () =>
          page
            .locator("#panel-papers .papers .paper-link")
            .evaluateAll((links) => links.map((link) => Number((link as HTMLElement).dataset.row))),
        PATIENCE,
      )
      .toContain(near);
    expect(await page.locator(".search-help").textContent()).toContain("This page searches titles");
    expect(messages).toEqual([]);
  });

  it("gives the terms of a selection, the details of the table, and all that a file of papers has", async () => {
    opened = await atlas.open();
    const { page, messages } = opened;
    await page.evaluate(() =>
      window.atlas.state.update({ selection: { kind: "rectangle", points: [0, 0, 65_535, 65_535] } }),
    );
    await expect.poll(() => page.locator("#card .terms li").count(), PATIENCE).toBeGreaterThan(0);
    await page.locator("#table-toggle").click();
    await page.waitForSelector(".papers-table tbody tr");
    await page.evaluate(() => window.atlas.state.update({ table: false, panel: "papers", selection: null }));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('#panel-papers [data-export="json"]').click(),
    ]);
    const saved = JSON.parse(await readFile((await download.path())!, "utf8")) as { abstract: string }[];
    expect(saved).toHaveLength(300);
    expect(saved.map(({ abstract }) => abstract).sort()).toEqual([...texts.abstract].sort());
    expect(messages).toEqual([]);
  });

  it.each([
    ["is missing", undefined, "is not there"],
    ["is of another page", 'receiveAtlasChunk("0123456789abcdef","eA==");', "is of another page"],
    ["is no such file", "", "is of another page"],
  ])("says so where a file %s, keeps the rest, and reads it once it is there", async (_, instead, said) => {
    opened = await atlas.open();
    const { page } = opened;
    const note = page.locator("#source-note");
    expect(await note.isHidden()).toBe(true);
    await without(
      chunkOf(260),
      async () => {
        await openPaper(page, 260);
        await expect.poll(() => note.textContent(), PATIENCE).toContain(`${chunkOf(260)} ${said}`);
        expect(await note.textContent()).toContain("Keep the folder atlas-data beside the page");
        expect(await readAbstract(page)).toContain("The abstract did not come");
      },
      instead,
    );
    await openPaper(page, 261);
    await expect.poll(() => readAbstract(page), PATIENCE).toContain(texts.abstract[261]!);
    expect(await note.isHidden()).toBe(true);
  });

  it("says so where a file is damaged", async () => {
    opened = await atlas.open();
    const { page } = opened;
    const [, name] = /([0-9a-f]{16})\.js/.exec(chunkOf(200))!;
    await without(
      chunkOf(200),
      async () => {
        await openPaper(page, 200);
        await expect.poll(() => page.locator("#source-note").textContent(), PATIENCE).toContain("is damaged");
      },
      `receiveAtlasChunk("${name}","H4sIAAAA");`,
    );
  });

  it("still reads its own files after a run has put newer ones beside them", async () => {
    opened = await atlas.open();
    const { page } = opened;
    const newer = join(folder, CHUNK_FOLDER, "00000000000000ff.js");
    await copyFile(join(folder, chunkOf(0)), newer);
    await openPaper(page, 10);
    await expect.poll(() => readAbstract(page), PATIENCE).toContain(texts.abstract[10]!);
    await rm(newer);
  });
});
