import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildAtlasData } from "../../pipeline/atlas/build-atlas-data.ts";
import { chooseDarkColors } from "../../pipeline/charts/dark-colors.ts";
import { sampleAtlas, sampleAtlasRows } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { type OpenAtlas, type OpenOptions, type OpenPage, openAtlas } from "./open-atlas.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const OPTIONS = { papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS };
const content = sampleAtlas(OPTIONS);
let atlas: OpenAtlas;
let opened: OpenPage;

async function open(options: OpenOptions = {}): Promise<Page> {
  opened = await atlas.open(options);
  return opened.page;
}

const days = (page: Page) => page.evaluate(() => window.atlas.state.get().filters.dates);
const left = (page: Page) =>
  page.evaluate(() => window.atlas.matches.get().shown?.reduce((sum, one) => sum + one, 0) ?? null);

async function findFaults(page: Page): Promise<unknown[]> {
  // The policy of the page lets no script in; this runs outside it.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8") });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] })",
    awaitPromise: true,
    returnByValue: true,
  });
  return (result.value as AxeResults).violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
}

describe("the timeline", () => {
  beforeAll(async () => {
    atlas = await openAtlas(content);
  });
  afterAll(() => atlas?.close());
  afterEach(async () => {
    await opened.page.context().close();
    expect(opened.requests).toEqual([]);
    expect(opened.messages).toEqual([]);
  });

  it("takes days from a drag over the bars, moves them as a whole, and by an edge", async () => {
    const page = await open();
    const box = (await page.locator("#brush").boundingBox())!;
    const at = (share: number) => box.x + box.width * share;
    const drag = async (from: number, to: number) => {
      await page.mouse.move(at(from), box.y + 8);
      await page.mouse.down();
      await page.mouse.move(at(to), box.y + 8, { steps: 4 });
      await page.mouse.up();
    };
    await drag(0.255, 0.5);
    expect(await days(page)).toEqual([20_007, 20_014]);
    expect(await page.locator("#date-from").inputValue()).toBe("2024-10-11");
    expect(await page.locator("#brush .bars.dim").isVisible()).toBe(true);
    await drag(0.4, 0.4 + 2 / 29);
    expect(await days(page)).toEqual([20_009, 20_016]);
    const edge = (await page.locator("#brush-last").boundingBox())!;
    await drag((edge.x + edge.width / 2 - box.x) / box.width, 0.95);
    expect(await days(page)).toEqual([20_009, 20_027]);
    await expect.poll(() => page.url()).toContain("dates=2024-10-13..2024-10-31");
    await page.goBack();
    expect(await days(page)).toBeNull();
  });

  it("is set by arrow keys, and says which days are shown", async () => {
    const page = await open();
    const first = page.getByRole("slider", { name: "First day shown" });
    await first.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await days(page)).toEqual([20_002, 20_028]);
    expect(await first.getAttribute("aria-valuetext")).toBe("2024-10-06");
    const last = page.getByRole("slider", { name: "Last day shown" });
    await last.focus();
    await page.keyboard.press("Home");
    expect(await days(page)).toEqual([20_002, 20_002]);
    const all = page.getByRole("slider", { name: "All days shown, moved together" });
    await all.focus();
    await page.keyboard.press("PageUp");
    expect(await days(page)).toEqual([20_005, 20_005]);
    expect(await page.locator("#status").textContent()).toBe(`${await left(page)} of 300 papers`);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    expect(await days(page)).toBeNull();
  });

  it("takes typed days and months, and marks what is none", async () => {
    const page = await open();
    await page.locator("#date-from").fill("2024-10-30");
    await page.locator("#date-to").fill("2024-11");
    await page.locator("#date-to").press("Enter");
    expect(await days(page)).toEqual([20_026, 20_028]);
    await page.locator("#date-from").fill("30/10/2024");
    await page.locator("#date-from").press("Enter");
    expect(await page.locator("#date-from").getAttribute("aria-invalid")).toBe("true");
    expect(await days(page)).toEqual([20_026, 20_028]);
  });

  it("walks a window through time, says so, and stops where it is told or at the end", async () => {
    const page = await open({ fragment: "#window=7&speed=4" });
    await page.locator("#play").press("Enter");
    expect(await page.locator("#announcer").textContent()).toBe("Playing, 7 days");
    expect(await page.locator("#status").getAttribute("aria-live")).toBe("off");
    await expect.poll(async () => (await days(page))![0]).toBeGreaterThan(20_001);
    expect(await left(page)).toBeLessThan(100);
    await page.getByRole("button", { name: "Pause" }).click();
    const [low, high] = (await days(page))!;
    expect(high - low).toBe(6);
    expect(await page.locator("#announcer").textContent()).toMatch(
      /^Paused: 2024-10-\d\d to 2024-10-\d\d, \d+ papers$/,
    );
    await page.waitForTimeout(500);
    expect((await days(page))![0]).toBe(low);
    await expect.poll(() => page.url()).toContain("window=7&speed=4");
    await page.evaluate(() => {
      const { state } = window.atlas;
      state.update({ filters: { ...state.get().filters, dates: [20_021, 20_027] } });
    });
    await page.locator("#play").press("Enter");
    await expect.poll(() => days(page)).toEqual([20_022, 20_028]);
    await expect.poll(() => page.locator("#announcer").textContent()).toMatch(/^The end: /);
    expect(await page.locator("#play").textContent()).toContain("Play");
  });

  it("folds away, and the map takes its room", async () => {
    const page = await open();
    const height = () => page.locator("#map").evaluate((element) => element.clientHeight);
    const before = await height();
    await page.getByRole("button", { name: "Fold the timeline" }).click();
    await expect.poll(height).toBeGreaterThan(before + 40);
    await expect.poll(() => page.url()).toContain("timeline=folded");
    expect(await page.locator("#timeline-fold").getAttribute("aria-expanded")).toBe("false");
  });

  it("is one line on a phone until it is unfolded, and nothing is wider than the window", async () => {
    const page = await open({ width: 390, height: 844, touch: true });
    expect((await page.locator("#timeline").boundingBox())!.height).toBeLessThan(70);
    await page.getByRole("button", { name: "Show the timeline" }).tap();
    expect(await page.locator("#brush").isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findFaults(page)).toEqual([]);
  });

  it.each(["light", "dark"] as const)("has no serious fault for axe in %s with days chosen", async (colorScheme) => {
    const page = await open({ colorScheme, fragment: "#dates=2024-10-10..2024-10-20" });
    await page.waitForTimeout(300);
    expect(await findFaults(page)).toEqual([]);
  });

  it("draws a line of bars for each topic in the list, told in words, and rows of them among the charts", async () => {
    const page = await open();
    expect(await page.locator("#panel-topics .spark").count()).toBe(18);
    expect(await page.locator("#panel-topics .spark").first().getAttribute("aria-label")).toMatch(
      /^by day: \d+ papers? on 2024-10-04; most, \d+, on 2024-\d\d-\d\d; \d+ on 2024-11-01$/,
    );
    await page.click("#tab-charts");
    const rows = page.locator("#chart-time .time-row");
    expect(await rows.count()).toBe(14);
    await rows.first().click();
    expect(await page.evaluate(() => window.atlas.state.get().topic)).not.toBeNull();
  });

  it("tells what differs on the chosen days, and before that what moves lately", async () => {
    const page = await open();
    const summary = page.locator(".trends summary");
    expect(await summary.textContent()).toBe("What is new and what moves up to 2024-11-01");
    await page.evaluate(() => {
      const { state, data } = window.atlas;
      state.update({ filters: { ...state.get().filters, dates: [20_000, 20_000] }, topic: data.topics[0]!.id });
    });
    expect(await summary.textContent()).toBe("What differs on the chosen days 2024-10-04");
  });
});

describe("a page without dates", () => {
  it("shows nothing over time", async () => {
    const rows = sampleAtlasRows(OPTIONS);
    const undated = { ...rows, appearances: rows.appearances.map((row) => ({ ...row, day: null })) };
    const data = buildAtlasData(undated, chooseDarkColors);
    const plain = await openAtlas({ data, texts: content.texts });
    try {
      const { page, messages } = await plain.open();
      expect(await page.locator("#timeline").isHidden()).toBe(true);
      expect(await page.locator(".spark, .trends, #chart-time").count()).toBe(0);
      expect(messages).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});
