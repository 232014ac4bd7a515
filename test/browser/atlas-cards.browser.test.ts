import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { type OpenAtlas, type OpenOptions, type OpenPage, openAtlas } from "./open-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 300, topics: 14, broad: 4 });
let atlas: OpenAtlas;
let opened: OpenPage;

async function open(options: OpenOptions = {}): Promise<Page> {
  opened = await atlas.open(options);
  return opened.page;
}

const state = (page: Page) => page.evaluate(() => window.atlas.state.get());
/** Where a paper is in the window. */
const locate = (page: Page, row: number) =>
  page.evaluate((of) => {
    const { x, y } = window.atlas.data.papers;
    const map = document.querySelector("#map")!.getBoundingClientRect();
    const place = window.atlas.map.locate(x[of]!, y[of]!);
    return { x: place.x + map.left, y: place.y + map.top };
  }, row);
/** Rows of papers that lie in a box of the window. */
const listInside = (page: Page, box: { left: number; top: number; right: number; bottom: number }) =>
  page.evaluate(({ left, top, right, bottom }) => {
    const { x, y, id } = window.atlas.data.papers;
    const map = document.querySelector("#map")!.getBoundingClientRect();
    return id.flatMap((_, row) => {
      const place = window.atlas.map.locate(x[row]!, y[row]!);
      const [px, py] = [place.x + map.left, place.y + map.top];
      return px > left && px < right && py > top && py < bottom ? [row] : [];
    });
  }, box);

describe("the cards", () => {
  beforeAll(async () => {
    atlas = await openAtlas({ data, texts });
  });
  afterAll(() => atlas?.close());
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.messages).toEqual([]);
  });

  it("leave the map as large as it was, and a paper that they do not cover where it is", async () => {
    const page = await open({ width: 1440, height: 900 });
    const before = await page.locator("#map").boundingBox();
    const [row] = await listInside(page, { left: 480, top: 200, right: 900, bottom: 700 });
    const place = await locate(page, row!);
    await page.evaluate((of) => window.atlas.state.update({ paper: of }), row!);
    await page.locator("#card .card-title").waitFor();
    expect(await locate(page, row!)).toEqual(place);
    await page.evaluate(() => window.atlas.state.update({ paper: null, topic: 3 }));
    expect(await page.locator("#map").boundingBox()).toEqual(before);
  });

  it("move the map only as far as a paper that they cover asks", async () => {
    const page = await open({ width: 1440, height: 900 });
    const [row] = await listInside(page, { left: 1100, top: 200, right: 1380, bottom: 700 });
    const place = await locate(page, row!);
    await page.evaluate((of) => window.atlas.state.update({ paper: of }), row!);
    const card = (await page.locator("#card").boundingBox())!;
    await expect.poll(async () => (await locate(page, row!)).x).toBeLessThan(card.x);
    expect((await locate(page, row!)).y).toBeCloseTo(place.y, 0);
    expect((await state(page)).view!.zoom).toBe(1);
  });

  it("have all papers of a topic first, in the order that is asked for, then the rest, the proof folded last", async () => {
    const page = await open({ fragment: "#topic=3" });
    const card = page.locator("#card");
    const headings = await card.locator("h3").allTextContents();
    expect(headings[0]).toBe("Papers");
    expect(headings.at(-1)).toBe("How far to trust it");
    expect(await card.locator("details").getAttribute("open")).toBeNull();
    await card.getByLabel("in order of").selectOption("title");
    const rows = await page.evaluate(() =>
      [...window.atlas.index.papersOf(3)].sort((a, b) => {
        const { title } = window.atlas.data.papers;
        return title[a]!.localeCompare(title[b]!, "en") || a - b;
      }),
    );
    const links = card.locator(".papers").first().locator(".paper-link");
    expect(await links.first().getAttribute("data-row")).toBe(String(rows[0]));
    const place = await card.locator(".place").first().textContent();
    expect(place).toBe(`1 to 10 of ${rows.length}`);
  });

  it("of a broad topic list its parts, which stay in the tree", async () => {
    const page = await open();
    const broad = await page.evaluate(() => window.atlas.index.roots[0]!.id);
    const parts = await page.evaluate((id) => window.atlas.index.childrenOf(id).map((part) => part.id), broad);
    await page.click(`.topic-row[data-topic="${broad}"]`);
    for (const part of parts) {
      expect(await page.locator(`.tree [data-topic="${part}"]`).isVisible()).toBe(true);
      expect(await page.locator(`#card .topics [data-topic="${part}"]`).isVisible()).toBe(true);
    }
  });

  it("leave one topic's papers alone and bring back the others, and copy a link that opens them", async () => {
    const page = await open({ fragment: "#topic=3" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const only = page.getByRole("button", { name: "Only these" });
    await only.click();
    expect((await state(page)).filters.topics).toEqual([3]);
    expect(await only.getAttribute("aria-pressed")).toBe("true");
    await page.click("#clear-all");
    expect(await only.getAttribute("aria-pressed")).toBe("false");
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Link copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${atlas.url}#topic=3`);
  });

  it("leave the table's columns as wide as they were; every column sorts by keyboard, and says how", async () => {
    const page = await open({ width: 1440, height: 900, fragment: "#table=1" });
    const heads = page.locator(".papers-table thead th");
    await page.locator(".papers-table thead th").nth(6).waitFor();
    const measure = () => heads.evaluateAll((all) => all.map((head) => head.getBoundingClientRect().width));
    const widths = await measure();
    for (let place = 0; place < widths.length; place++) {
      await heads.nth(place).getByRole("button").press("Enter");
      expect(await heads.nth(place).getAttribute("aria-sort")).toMatch(/^(?:as|des)cending$/);
      expect(await page.locator('.papers-table [aria-sort="none"]').count()).toBe(widths.length - 1);
    }
    await page.locator(".papers-table .paper-link").first().click();
    await page.locator("#card .card-title").waitFor();
    expect(await measure()).toEqual(widths);
  });

  it.each([
    [390, 844],
    [320, 640],
  ])(
    "leave a phone's map half of a window of %i by %i, and are a sheet that buttons make higher and lower",
    async (width, height) => {
      const page = await open({ width, height, touch: true });
      const top = async (selector: string) => (await page.locator(selector).boundingBox())!.y;
      const mapTop = await top(".map-section");
      expect((await top("#side")) - mapTop).toBeGreaterThanOrEqual(height / 2 - 1);
      await page.getByRole("button", { name: "More of the list" }).first().tap();
      expect((await top("#side")) - mapTop).toBeLessThan(20);
      for (const _ of [1, 2]) await page.getByRole("button", { name: "Less of the list" }).first().tap();
      expect(await top("#side")).toBeGreaterThan(height - 110);
      const row = await page.evaluate(() => window.atlas.index.papersOf(3)[0]!);
      const place = await locate(page, row);
      await page.touchscreen.tap(place.x, place.y);
      await page.locator("#card .card-title").waitFor();
      expect((await top("#card")) - mapTop).toBeGreaterThanOrEqual(height / 2 - 1);
      // A name over the paper opens its topic.
      const opened = (await state(page)).paper ?? row;
      expect((await locate(page, opened)).y).toBeLessThan(await top("#card"));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );

  it.each(["", "#panel=papers&q=paper", "#panel=filters", "#topic=3", "#table=1"])(
    "give a finger 44 pixels for everything at %s",
    async (fragment) => {
      const page = await open({ width: 390, height: 844, touch: true, fragment });
      await page.waitForTimeout(300);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, select, a, summary, label.choice")].flatMap((target) => {
          const { width, height } = target.getBoundingClientRect();
          const isShown = target.checkVisibility({ visibilityProperty: true }) && !target.closest(".skips");
          return isShown && (width < 44 || height < 43.5)
            ? [`${target.outerHTML.slice(0, 80)} ${width} ${height}`]
            : [];
        }),
      );
      expect(small).toEqual([]);
    },
  );
});
