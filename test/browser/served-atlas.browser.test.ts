import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PaperRanker } from "../../pipeline/serve/served-atlas.ts";
import { createServedAtlas, type ServedAtlas } from "../../pipeline/serve/served-atlas.ts";
import { startServer } from "../../pipeline/serve/start-server.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { createMeaningRanker } from "../serve/sample-ranker.ts";
import { type OpenAtlas, type OpenPage, openAtlas, openPlace } from "./open-atlas.ts";

const content = sampleAtlas({ papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS });
const { data, texts } = content;
/** Papers about the reverse of bright, none of which holds the word. */
const NEAR = Array.from({ length: 30 }, (_, place) => 100 + 3 * place);
const QUESTION = "darkness token";

const PATIENCE = { timeout: 10_000 };

/** What the server is asked, and how long it takes to answer. */
const asked: string[] = [];
let delay = 0;
let version = "1111";
let opened: OpenPage | null = null;

const meaning = createMeaningRanker(data, new Map([[QUESTION, NEAR]]));
const ranker: PaperRanker = {
  ...meaning,
  async rank(question) {
    asked.push(question);
    await new Promise((settle) => setTimeout(settle, delay));
    return meaning.rank(question);
  },
};

afterEach(async () => {
  await opened?.page.context().close();
  expect(opened?.requests).toEqual([]);
  asked.length = 0;
  delay = 0;
});

/** Types a text letter by letter, faster than any machine is slow. */
function typeWithoutPause(page: Page, text: string): Promise<void> {
  return page.locator("#query").evaluate((input: HTMLInputElement, letters) => {
    for (const letter of letters) {
      input.value += letter;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }, text);
}

const readLine = (page: Page) => page.locator("#found-by").textContent();
const listRows = (page: Page) =>
  page
    .locator("#panel-papers .papers[aria-label='Papers'] .paper-link")
    .evaluateAll((links) => links.map((link) => Number((link as HTMLElement).dataset.row)));

describe("the search of a served page", () => {
  let atlas: OpenAtlas;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const { bundleClient } = await import("../../pipeline/atlas/bundle-client.ts");
    const script = await bundleClient();
    const results = new Map<string, ServedAtlas>();
    const read = async () => {
      const known = results.get(version) ?? createServedAtlas({ version, ...content, script, ranker }, 0);
      results.set(version, known);
      return known;
    };
    const server = await startServer({ read }, 0, { warn: (message) => expect.fail(message) });
    ({ close } = server);
    atlas = await openPlace(server);
  });
  afterAll(() => atlas?.close());

  async function open(fragment = ""): Promise<Page> {
    opened = await atlas.open({ fragment });
    return opened.page;
  }

  it("shows what words find at once, then what the meaning finds in its place, and says which it is", async () => {
    const page = await open();
    delay = 1500;
    await page.locator("#query").fill(QUESTION);
    await expect
      .poll(() => readLine(page))
      .toBe("No paper has “darkness”. The best first, by words, then by likeness to those; by meaning in a moment.");
    const [byWords] = await listRows(page);
    expect(data.papers.title[byWords!]).toMatch(/token/i);
    await expect.poll(() => readLine(page), PATIENCE).toBe("The best first, by meaning and words.");
    expect(await page.locator("#status").textContent()).toBe("No paper has all words; 30 come near");
    expect(await listRows(page)).toEqual(NEAR.slice(0, 25));
    const found = await page.evaluate(() => window.atlas.matches.get().found!.reduce((sum, one) => sum + one, 0));
    expect(found).toBe(30);
    await expect.poll(() => page.locator("#panel-papers .snippet").count()).toBeGreaterThan(0);
    expect(opened!.messages).toEqual([]);
  });

  it("asks when the reader pauses, not at each letter, and never shows the answer to an older question", async () => {
    const page = await open();
    delay = 600;
    await typeWithoutPause(page, "darkness");
    await expect.poll(() => asked, PATIENCE).toEqual(["darkness"]);
    await typeWithoutPause(page, " token");
    await expect.poll(() => readLine(page), PATIENCE).toBe("The best first, by meaning and words.");
    expect(await listRows(page)).toEqual(NEAR.slice(0, 25));
    expect(asked).toEqual(["darkness", QUESTION]);
    await page.locator("#query").press("Escape");
    expect(await readLine(page)).toBe("By topic, the larger first; in each the most typical first.");
    expect(opened!.messages).toEqual([]);
  });

  it("keeps to the filters, also those that change later, without asking again", async () => {
    const page = await open(`#q=${encodeURIComponent(QUESTION)}&panel=papers&source=feed/monday.txt`);
    await expect.poll(() => readLine(page), PATIENCE).toBe("The best first, by meaning and words.");
    const monday = (row: number) => row % 3 === 0;
    const rows = await listRows(page);
    expect(rows.every(monday)).toBe(true);
    expect(rows.length).toBeGreaterThanOrEqual(10);
    await page.click("#clear-all");
    await page.locator("#query").fill(QUESTION);
    await expect.poll(() => listRows(page)).toEqual(NEAR.slice(0, 25));
    await page.evaluate(() =>
      window.atlas.state.update({ filters: { topics: [], sources: ["feed/tuesday.txt"], roles: [], dates: null } }),
    );
    expect(await listRows(page)).toEqual(NEAR.filter((row) => row % 3 === 1).slice(0, 25));
    expect(asked).toEqual([QUESTION, QUESTION]);
    expect(opened!.messages).toEqual([]);
  });

  it("keeps the keyboard in the list when the answer comes", async () => {
    const page = await open();
    delay = 1500;
    await page.locator("#query").fill("token");
    await expect.poll(async () => (await listRows(page)).length).toBeGreaterThan(0);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => readLine(page), PATIENCE).toBe("The best first, by meaning and words.");
    expect(await page.evaluate(() => document.activeElement!.className)).toBe("paper-link");
  });

  it("takes hostile questions for text, and says that a very long one is asked by words alone", async () => {
    const page = await open();
    for (const text of HOSTILE_TEXTS.slice(0, 6)) {
      await page.locator("#query").fill(text);
      await expect.poll(() => readLine(page), PATIENCE).toBe("The best first, by meaning and words.");
    }
    await page.locator("#query").fill("token ".repeat(17_000));
    await expect
      .poll(() => readLine(page))
      .toBe(
        "The best first, by words, then by likeness to those; by words alone: a question by meaning has at most 1000 characters, this one 101999.",
      );
    expect(opened!.messages).toEqual([]);
  });

  it("asks for texts when they are shown alone, a few at a time", async () => {
    const page = await open();
    const pieces: string[] = [];
    page.on("request", (request) => pieces.push(new URL(request.url()).pathname + new URL(request.url()).search));
    await page.evaluate(() => window.atlas.state.update({ paper: 7 }));
    await page.locator("#card .abstract p").waitFor();
    expect(await page.locator("#card .abstract").textContent()).toBe(texts.abstract[7]);
    await page.evaluate(() => window.atlas.state.update({ paper: 8 }));
    await expect.poll(() => page.locator("#card .abstract").textContent()).toBe(texts.abstract[8]);
    await page.evaluate(() => window.atlas.state.update({ paper: 7 }));
    await expect.poll(() => page.locator("#card .abstract").textContent()).toBe(texts.abstract[7]);
    expect(pieces).toEqual([`/texts?version=1111&rows=7`, `/texts?version=1111&rows=8`]);
  });

  it("says that there is a newer result, and shows it after a reload", async () => {
    const page = await open();
    version = "2222";
    await page.evaluate(() => window.atlas.state.update({ paper: 9 }));
    const note = page.getByRole("alert");
    await expect.poll(() => note.textContent()).toContain("processed anew since this page was opened");
    await Promise.all([page.waitForEvent("load"), note.getByRole("button", { name: "Reload" }).click()]);
    await page.waitForSelector('html[data-state="ready"]');
    await expect.poll(() => page.locator("#card .abstract").textContent()).toBe(texts.abstract[9]);
    expect(await page.locator("#source-note").isHidden()).toBe(true);
  });

  it("says that the server has ended, and goes on with words", async () => {
    const page = await open();
    await close();
    await page.locator("#query").fill("token");
    await expect.poll(() => page.locator("#source-note").textContent()).toContain("The server has ended");
    await expect.poll(() => readLine(page)).toBe("The best first, by words, then by likeness to those.");
    expect((await listRows(page)).length).toBeGreaterThan(0);
  });
});

describe("the search of a page from a file", () => {
  let atlas: OpenAtlas;
  beforeAll(async () => {
    atlas = await openAtlas(content);
  });
  afterAll(() => atlas?.close());

  it("finds by words and stored neighbours, and says how to search by meaning", async () => {
    opened = await atlas.open();
    const { page } = opened;
    await page.locator("#query").fill("paper 27 on");
    await expect.poll(() => readLine(page)).toBe("The best first, by words, then by likeness to those.");
    expect(await page.locator(".search-help").textContent()).toContain("open the atlas with topic-atlas serve");
    expect((await listRows(page))[0]).toBe(27);
    expect(await page.locator("#status").textContent()).toMatch(/^1 paper has all words; 30 more are near in meaning$/);
    expect(await page.locator("#panel-papers .divider").textContent()).toMatch(/^Near in meaning/);
    const { start, row } = data.papers.nearest!;
    const near = row[start[27]!]!;
    await page.evaluate((id) => window.atlas.state.update({ query: id }), data.papers.id[27]!);
    await expect.poll(() => listRows(page)).toContain(near);
    expect((await listRows(page))[0]).toBe(27);
    expect(opened.messages).toEqual([]);
  });
});
