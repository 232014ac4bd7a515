import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { createWordRanker } from "../serve/sample-ranker.ts";
import { type OpenAtlas, type OpenOptions, type OpenPage, openAtlas, openServedAtlas } from "./open-atlas.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** Row of the paper of which the sources say more; others have neither an arXiv identifier nor an address. */
const DETAILED = 31;
const AUTHORS = ["Ada Ortega", ...HOSTILE_TEXTS];
const details = Array.from({ length: DETAILED + 1 }, (_, row) =>
  row < DETAILED
    ? { language: "en" }
    : {
        authors: AUTHORS,
        venue: HOSTILE_TEXTS[0]!,
        published: "2026-11",
        categories: ["cs.CL", "cs.LG"],
        keywords: ["owls"],
        doi: "10.1000/x",
        paper_url: "javascript:alert(1)",
        code_url: "https://git.example/owls",
        language: "fr",
        author_comment: HOSTILE_TEXTS[2]!,
      },
);
const { data, texts } = sampleAtlas({ papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS, details });
let atlas: OpenAtlas;
let opened: OpenPage;
const openers = {
  "a file with the network cut": () => openAtlas({ data, texts }),
  "a server that has the long texts": () => openServedAtlas({ data, texts }, createWordRanker(data, texts)),
};

async function open(options: OpenOptions = {}): Promise<Page> {
  opened = await atlas.open(options);
  return opened.page;
}

const state = (page: Page) => page.evaluate(() => window.atlas.state.get());
const countOnes = (page: Page, name: "shown" | "found") =>
  page.evaluate((field) => window.atlas.matches.get()[field]?.reduce((sum, one) => sum + one, 0) ?? null, name);
const paper = (row: number) => `#paper=${data.papers.id[row]}`;

async function download(page: Page, selector: string): Promise<[name: string, text: string]> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return [file.suggestedFilename(), await readFile(await file.path(), "utf8")];
}

describe.each(Object.entries(openers))("the panels, opened from %s", (_place, start) => {
  beforeAll(async () => {
    atlas = await start();
  });
  afterAll(() => atlas?.close());
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.requests).toEqual([]);
    expect(opened.messages).toEqual([]);
  });

  it("lists topics with their parts and sizes; a click opens one with its papers, a second lets it go", async () => {
    const page = await open();
    expect(await page.locator("#panel-topics .topic-row").count()).toBe(18);
    expect(await page.locator("#panel-topics .broad > ul .topic-row").count()).toBe(14);
    const row = page.locator('.topic-row[data-topic="3"]');
    expect(await row.locator(".size").textContent()).toMatch(/^\d+ papers$/);
    await row.click();
    expect((await state(page)).topic).toBe(3);
    expect(await page.locator("#card .card-title").textContent()).toBe(data.topics[2]!.label);
    const typical = await page.evaluate(() => window.atlas.index.papersOf(3)[0]);
    expect(await page.locator("#card .paper-link").first().getAttribute("data-row")).toBe(String(typical));
    await row.click();
    expect((await state(page)).topic).toBeNull();
    expect(await page.locator("#card").isHidden()).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])("shows the card of hostile paper %i as text, with its reasons marked", async (row) => {
    const page = await open({ fragment: paper(row) });
    const card = page.locator("#card");
    await card.locator(".abstract p").waitFor();
    expect(await card.locator(".card-title").textContent()).toBe(data.papers.title[row]);
    expect(await card.locator(".abstract").textContent()).toBe(texts.abstract[row]);
    expect(await card.locator("script, img").count()).toBe(0);
    expect(await card.locator(".card-title mark").first().textContent()).toBe(texts.terms[row]![0]!.term);
    expect(await card.locator(".abstract u").count()).toBe(1);
    for (const heading of ["Topic", "Why here", "Nearest papers", "Listed in"]) {
      await card.getByRole("heading", { name: heading, exact: true }).waitFor();
    }
    const width = await page.evaluate(() => document.querySelector("#card")!.scrollWidth);
    expect(width).toBeLessThanOrEqual(await card.evaluate((element) => element.clientWidth));
  });

  it("links to arXiv and to the web alone, and opens a near paper where it can be seen", async () => {
    const page = await open({ fragment: paper(0) });
    const links = await page.locator("#card a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(links).toEqual([`https://arxiv.org/abs/${data.papers.arxivId[0]}`, "https://example.org/code"]);
    const near = page.locator("#card .papers .paper-link").first();
    const row = Number(await near.getAttribute("data-row"));
    await near.click();
    expect((await state(page)).paper).toBe(row);
    const place = await page.evaluate((of) => {
      const { x, y } = window.atlas.data.papers;
      return window.atlas.map.locate(x[of]!, y[of]!);
    }, row);
    const map = (await page.locator("#map").boundingBox())!;
    const card = (await page.locator("#card").boundingBox())!;
    const isCovered = map.x + place.x > card.x && map.y + place.y < card.y + card.height;
    expect([isCovered, place.x > 0, place.y > 0, place.y < map.height]).toEqual([false, true, true, true]);
    await page.goBack();
    await expect.poll(async () => (await state(page)).paper).toBe(0);
  });

  it("says who wrote a paper, where and when, as text, and nothing of that where its sources do not", async () => {
    const page = await open({ fragment: paper(DETAILED) });
    const card = page.locator("#card");
    const authors = card.locator(".authors");
    await authors.waitFor();
    expect(await authors.textContent()).toBe(`${AUTHORS.slice(0, 5).join(", ")} and ${AUTHORS.length - 5} more`);
    await authors.getByRole("button").press("Enter");
    expect(await authors.locator("bdi").allTextContents()).toEqual(AUTHORS);
    expect(await card.locator(".authors + .quiet").textContent()).toBe(`Published in ${HOSTILE_TEXTS[0]}, 2026-11`);
    expect(await card.locator(".subjects").allTextContents()).toEqual([
      "Categories: cs.CL, cs.LG",
      "Keywords: owls",
      `Comment by the authors: ${HOSTILE_TEXTS[2]}`,
      "Language: French",
    ]);
    expect(await card.locator(".links a").allTextContents()).toEqual(["DOI 10.1000/x", "Code (git.example)"]);
    expect(await card.locator(".links a:not([rel='noopener noreferrer'])").count()).toBe(0);
    expect(await card.locator("script, img").count()).toBe(0);
    const width = await page.evaluate(() => document.querySelector("#card")!.scrollWidth);
    expect(width).toBeLessThanOrEqual(await card.evaluate((element) => element.clientWidth));
    await page.evaluate((row) => window.atlas.state.update({ paper: row }), DETAILED - 1);
    await card.locator(".abstract p").waitFor();
    expect(await card.locator(".authors, .subjects, time").count()).toBe(0);
  });

  it("finds while the reader types: ranked, marked in the list and on the map, and counted aloud", async () => {
    const page = await open();
    await page.locator("#map").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("paper 27");
    await expect
      .poll(() => page.locator("#status").textContent())
      .toMatch(/^1 paper has all words; \d+ more are near in meaning$/);
    expect(await countOnes(page, "found")).toBeGreaterThan(1);
    const first = page.locator("#panel-papers .paper-link").first();
    expect(await first.textContent()).toContain("Paper 27 ");
    expect(await first.locator(".paper-title mark").allTextContents()).toEqual(["Paper", "27"]);
    expect(await first.locator(".why").textContent()).toBe("“Paper” and “27” in the title");
    expect(await page.locator("#status").getAttribute("role")).toBe("status");
    await expect.poll(() => page.url()).toContain("q=paper+27");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect((await state(page)).paper).toBe(27);
    await page.locator("#query").fill("<script>");
    await page.locator("#panel-papers .paper-title", { hasText: "<script>" }).first().waitFor();
    await page.locator("#query").press("Escape");
    expect((await state(page)).query).toBe("");
  });

  it("walks the list and the card by keyboard, and leads back where the reader came from", async () => {
    const page = await open();
    await page.locator("#map").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("token");
    await expect.poll(() => page.locator("#panel-papers .paper-link").count()).toBeGreaterThan(5);
    // Words answer at once, a server later.
    await expect.poll(() => page.locator("#found-by").textContent()).toMatch(/^The best first(?!.*in a moment)/);
    const focused = () =>
      page.evaluate(() => document.activeElement!.id || (document.activeElement as HTMLElement).dataset.row);
    const rows = await page
      .locator("#panel-papers .paper-link")
      .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.row));
    for (const [key, expected] of [
      ["ArrowDown", rows[0]],
      ["ArrowDown", rows[1]],
      ["End", rows.at(-1)],
      ["Home", rows[0]],
      ["ArrowUp", "query"],
      ["ArrowDown", rows[0]],
      ["Escape", "query"],
      ["Escape", "query"],
      ["Escape", "map"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(expected);
    }
    expect((await state(page)).query).toBe("");
    await page.locator("#tab-papers").click();
    await page.locator("#panel-papers .paper-link").first().focus();
    await page.keyboard.press("Enter");
    const opener = await focused();
    await page.keyboard.press("Escape");
    expect([await page.locator("#card").isHidden(), await focused()]).toEqual([true, opener]);
    await page.keyboard.press("Enter");
    await page.locator("#card-close").focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement!.matches("#card .topic-link, #card .paper-link"))).toBe(
      true,
    );
    await page.keyboard.press("Escape");
    expect(await page.locator("#card").isHidden()).toBe(true);
    expect(await page.evaluate(() => document.activeElement!.matches("#panel-papers .paper-link"))).toBe(true);
  });

  it("keeps the list to the papers in view, sorts it, and holds both in the address", async () => {
    const page = await open({ fragment: "#panel=papers&at=20000,20000,6&view=1&order=title" });
    const inView = await page.evaluate(() => Array.from(window.atlas.map.listRowsInView()));
    await expect.poll(() => page.locator("#status").textContent()).toBe(`${inView.length} of 300 papers`);
    const shown = await page
      .locator("#panel-papers .paper-link")
      .evaluateAll((links) => links.map((link) => Number((link as HTMLElement).dataset.row)));
    const titles = shown.map((row) => data.papers.title[row]!);
    expect(shown.every((row) => inView.includes(row))).toBe(true);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, "en")));
    await page.locator("#in-view").uncheck();
    await expect.poll(() => page.locator("#status").textContent()).toBe("300 papers");
    await page.locator("#list-order").selectOption("best");
    await expect.poll(() => page.url()).not.toMatch(/view=1|order=/);
  });

  it("filters by source, role, topic and date together, shows what is on, and clears it", async () => {
    const page = await open({ fragment: "#panel=filters" });
    await page.locator('input[name="sources"][value="feed/monday.txt"]').check();
    const bySource = (await countOnes(page, "shown"))!;
    expect(bySource).toBe(100);
    await page.locator('input[name="roles"][value="core"]').check();
    const byBoth = (await countOnes(page, "shown"))!;
    expect(byBoth).toBeLessThan(bySource);
    await page.locator("#date-from").fill("2024-10-04");
    await page.locator("#date-to").fill("2024-10-12");
    await page.locator("#date-to").press("Tab");
    const byDate = (await countOnes(page, "shown"))!;
    expect(byDate).toBeGreaterThan(0);
    expect(byDate).toBeLessThan(byBoth);
    await expect.poll(() => page.locator("#status").textContent()).toBe(`${byDate} of 300 papers`);
    const chips = page.locator(".chip");
    expect(await chips.count()).toBe(3);
    await chips.first().click();
    expect(await chips.count()).toBe(2);
    await page.goBack();
    await expect.poll(() => chips.count()).toBe(3);
    await page.click("#clear-all");
    expect(await countOnes(page, "shown")).toBeNull();
    expect(await page.locator('input[name="sources"]:checked').count()).toBe(0);
    await page.locator('input[name="topics"]').first().check();
    const broad = await page.evaluate(() => window.atlas.index.roots[0]!.size);
    expect(await countOnes(page, "shown")).toBe(broad);
  });

  it("sums up what is selected on the map, and saves it as CSV, JSON and BibTeX", async () => {
    const page = await open();
    await page.click("#tool-rectangle");
    await page.mouse.move(560, 250);
    await page.mouse.down();
    await page.mouse.move(1000, 600, { steps: 5 });
    await page.mouse.up();
    const count = await page.evaluate(() => window.atlas.map.findInShape(window.atlas.state.get().selection!).length);
    expect(await page.locator("#card .card-title").textContent()).toBe(`${count} papers selected`);
    expect(await page.locator("#card .topics li").count()).toBeGreaterThan(1);
    await expect.poll(() => page.locator("#card .terms li").count()).toBeGreaterThan(0);
    const [csvName, csv] = await download(page, '#card [data-export="csv"]');
    expect(csvName).toBe("topic-atlas-selection.csv");
    expect(csv.startsWith("\ufeffpaper_id,title,")).toBe(true);
    const [, json] = await download(page, '#card [data-export="json"]');
    expect(JSON.parse(json)).toHaveLength(count);
    const [, bibtex] = await download(page, '#card [data-export="bib"]');
    expect(bibtex.match(/^@misc/gm)).toHaveLength(count);
    await page.locator("#card-close").click();
    expect((await state(page)).selection).toBeNull();
  });

  it("has all papers as a table, sorted and paged by keyboard", async () => {
    const page = await open();
    await page.locator("#table-toggle").focus();
    await page.keyboard.press("Enter");
    const table = page.getByRole("table", { name: "Table of 300 papers" });
    expect(await table.locator("tbody tr").count()).toBe(50);
    await table.getByRole("button", { name: "Authors" }).click();
    const cells = await table.locator("tbody tr").first().locator("td").allTextContents();
    expect(cells.slice(-3)).toEqual([`Ada Ortega and ${AUTHORS.length - 1} more`, "2026-11", HOSTILE_TEXTS[0]]);
    await table.getByRole("button", { name: "Title" }).press("Enter");
    expect(await table.locator('th[aria-sort="ascending"]').count()).toBe(1);
    await page.locator("#table").getByRole("button", { name: "Next" }).press("Enter");
    expect(await page.locator("#table .place").textContent()).toBe("51 to 100 of 300");
    expect(page.url()).toContain("table=1");
    await page.getByRole("button", { name: "Back to the map" }).press("Enter");
    expect(await page.locator("#table").isHidden()).toBe(true);
  });

  it("draws charts that follow the filters, and opens a topic by its bar", async () => {
    const page = await open({ fragment: "#panel=charts" });
    for (const name of ["sizes", "sources"]) await page.locator(`#chart-${name} canvas`).waitFor();
    const picture = () =>
      page.locator("#chart-sizes canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    await page.waitForTimeout(400);
    const before = await picture();
    await page.evaluate(() =>
      window.atlas.state.update({ filters: { topics: [2], sources: [], roles: [], dates: null } }),
    );
    await expect.poll(async () => (await picture()) === before).toBe(false);
    await page.click("#clear-all");
    await expect.poll(async () => (await picture()) === before).toBe(true);
    await page.locator("#chart-sizes canvas").evaluate((canvas) => canvas.scrollIntoView());
    const box = (await page.locator("#chart-sizes canvas").boundingBox())!;
    await page.mouse.click(box.x + 175, box.y + 14);
    await expect.poll(async () => (await state(page)).topic).not.toBeNull();
  });

  it("goes from tab to tab by arrow keys, and every stop shows its focus", async () => {
    const page = await open();
    await page.locator("#tab-topics").focus();
    for (const name of ["papers", "filters", "charts", "topics"]) {
      await page.keyboard.press("ArrowRight");
      expect(await page.evaluate(() => document.activeElement!.id)).toBe(`tab-${name}`);
      expect(await page.locator(`#panel-${name}`).isVisible()).toBe(true);
    }
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press("Tab");
      const style = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(style).toBe("solid");
    }
  });

  it.each([
    ["light", ""],
    ["dark", "#topic=15"],
    ["light", `${paper(6)}&panel=papers&q=paper`],
    ["dark", "#panel=filters&roles=core&rectangle=9000,9000,60000,40000"],
    ["light", "#panel=charts&topic=3"],
    ["dark", "#table=1"],
  ] as const)("has no serious fault for axe in %s at %s", async (colorScheme, fragment) => {
    const page = await open({ colorScheme, fragment });
    await page.waitForTimeout(300);
    // The policy of the page lets no script in; this runs outside it.
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8") });
    const { result } = await session.send("Runtime.evaluate", {
      expression: "axe.run(document, { resultTypes: ['violations'] })",
      awaitPromise: true,
      returnByValue: true,
    });
    const { violations, passes } = result.value as AxeResults;
    expect(passes.length).toBeGreaterThan(20);
    const faults = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
    expect(faults).toEqual([]);
  });

  it.each([390, 1280, 2560])("fits a window %i pixels wide with a card open", async (width) => {
    const page = await open({
      width,
      height: width === 390 ? 844 : 900,
      fragment: `#topic=7&paper=${data.papers.id[6]}`,
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const side = await page.locator("#side").evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(side[0]).toBeLessThanOrEqual(side[1]!);
  });
});
