import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FADED } from "../../pipeline/charts/theme.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { writeTopicMapPage } from "../../pipeline/topic-map-page/page.ts";
import { HOSTILE_TEXTS, sampleRows } from "../charts/sample-rows.ts";

/** What the page's Vega view shows of a drawn item. */
type DrawnItem = { x: number; y: number; fill: string; datum: { paper: string; topic: string; title: string } };

let browser: Browser;
let page: Page;
let folder: string;
const requests: string[] = [];
const messages: string[] = [];

beforeAll(async () => {
  const { map } = sampleRows(200, HOSTILE_TEXTS.length, HOSTILE_TEXTS);
  folder = await mkdtemp(join(tmpdir(), "topic-map-"));
  const file = join(folder, "topic-map.html");
  await writeFile(file, await writeTopicMapPage(drawTopicMap(map), map.topics, map.points.length));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("dialog", (dialog) => {
    messages.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('html[data-state="ready"]');
});

afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Returns the drawn points, with their places on the page in CSS pixels. */
async function readPoints(): Promise<DrawnItem[]> {
  return page.evaluate(() => {
    type Item = DrawnItem & { items?: Item[] };
    type View = {
      scenegraph(): { root: { items: [Item] } };
      origin(): [number, number];
      padding(): { left: number; top: number };
    };
    const view = (window as unknown as { topicMapView: View }).topicMapView;
    const [left, top] = view.origin();
    const padding = view.padding();
    const canvas = document.querySelector("#map canvas")!.getBoundingClientRect();
    const found: DrawnItem[] = [];
    const visit = (item: Item) => {
      if (item.datum?.paper !== undefined && item.fill) {
        const { x, y, fill, datum } = item;
        found.push({
          x: x + left + padding.left + canvas.left,
          y: y + top + padding.top + canvas.top,
          fill,
          datum: { paper: datum.paper, topic: datum.topic, title: datum.title },
        });
      }
      for (const part of item.items ?? []) visit(part);
    };
    visit(view.scenegraph().root as unknown as Item);
    return found;
  });
}

/** Returns a point that no other point lies over. */
function findLonely(points: readonly DrawnItem[]): DrawnItem {
  const room = (point: DrawnItem) =>
    Math.min(...points.map((other) => (other === point ? Infinity : Math.hypot(other.x - point.x, other.y - point.y))));
  return points.reduce((best, point) => (room(point) > room(best) ? point : best));
}

describe("topic map page, opened from a file", () => {
  it("asks for nothing but itself, and its console stays empty", () => {
    expect(requests.filter((url) => !url.startsWith("data:"))).toHaveLength(1);
    expect(requests[0]).toMatch(/^file:.*topic-map\.html$/);
    expect(messages).toEqual([]);
  });

  it("draws every paper, in more than one colour", async () => {
    const points = await readPoints();
    expect(points).toHaveLength(200);
    expect(new Set(points.map(({ fill }) => fill)).size).toBe(HOSTILE_TEXTS.length);
    const inked = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>("#map canvas")!;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let index = 0; index < data.length; index += 4) if (data[index + 3]! > 200 && data[index]! < 200) count++;
      return count;
    });
    expect(inked).toBeGreaterThan(3000);
  });

  it("shows a paper's title as text when it is pointed at", async () => {
    const { x, y, datum } = findLonely(await readPoints());
    await page.mouse.move(x, y);
    const tooltip = page.locator("#vg-tooltip-element.visible");
    await tooltip.waitFor();
    const text = ((await tooltip.textContent()) ?? "").replace(/\s+/g, " ");
    expect(text).toContain(datum.title.replace(/\s+/g, " ").trim().slice(0, 60));
    expect(text).toContain("Probability");
    expect(await tooltip.locator("script, img").count()).toBe(0);
    await page.mouse.move(2, 2);
  });

  it("shows hostile labels as text, and runs none of them", async () => {
    const labels = await page.locator(".topic span").allTextContents();
    expect(labels.map((label) => label.replace("\uFFFD", "\u0007"))).toEqual(HOSTILE_TEXTS);
    expect(await page.locator("script").count()).toBe(2);
    expect(await page.locator("img").count()).toBe(0);
    expect(messages).toEqual([]);
  });

  it("greys the other topics on a click in the legend, and shows all again", async () => {
    const legend = await page.evaluate(() => {
      type Item = { name?: string; items?: Item[]; bounds?: { x1: number; y1: number; x2: number; y2: number } };
      type View = {
        scenegraph(): { root: Item };
        origin(): [number, number];
        padding(): { left: number; top: number };
      };
      const view = (window as unknown as { topicMapView: View }).topicMapView;
      const padding = view.padding();
      const offsets: [number, number][] = [];
      const visit = (item: Item & { x?: number; y?: number; marktype?: string }, x: number, y: number) => {
        const isGroup = item.marktype === undefined && item.items !== undefined;
        const left = x + (isGroup ? (item.x ?? 0) : 0);
        const top = y + (isGroup ? (item.y ?? 0) : 0);
        if (item.name === "topic_legend_labels") {
          const { x1, y1, x2, y2 } = item.items![0]!.bounds!;
          offsets.push([left + (x1 + x2) / 2, top + (y1 + y2) / 2]);
        }
        for (const part of item.items ?? []) visit(part, left, top);
      };
      visit(view.scenegraph().root, 0, 0);
      const canvas = document.querySelector("#map canvas")!.getBoundingClientRect();
      const [left, top] = view.origin();
      return {
        x: offsets[0]![0] + canvas.left + left + padding.left,
        y: offsets[0]![1] + canvas.top + top + padding.top,
      };
    });
    await page.mouse.click(legend.x, legend.y);
    await expect
      .poll(async () => (await readPoints()).filter(({ fill }) => fill === FADED).length)
      .toBeGreaterThan(100);
    const colored = (await readPoints()).filter(({ fill }) => fill !== FADED);
    expect(new Set(colored.map(({ datum }) => datum.topic))).toEqual(new Set([HOSTILE_TEXTS[0]]));
    expect(await page.locator('.topic[aria-pressed="true"]').count()).toBe(1);

    await page.click("#show-all");
    await expect.poll(async () => (await readPoints()).filter(({ fill }) => fill === FADED).length).toBe(0);
    expect(await page.locator('.topic[aria-pressed="true"]').count()).toBe(0);
  });

  it("highlights a topic from the table, and zooms by button", async () => {
    await page.locator(".topic").nth(1).click();
    await expect
      .poll(async () => (await readPoints()).filter(({ fill }) => fill === FADED).length)
      .toBeGreaterThan(100);
    const spread = async () => {
      const xs = (await readPoints()).map(({ x }) => x);
      return Math.max(...xs) - Math.min(...xs);
    };
    const before = await spread();
    await page.click("#zoom-in");
    await expect.poll(async () => (await spread()) / before).toBeCloseTo(1.5, 1);
    await page.click("#show-all");
    await expect.poll(async () => (await spread()) / before).toBeCloseTo(1, 1);
  });

  it("fits a telephone: nothing is wider than the window, and the map is drawn anew", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.locator("#map canvas").evaluate((canvas) => canvas.clientWidth)).toBeLessThan(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await readPoints()).toHaveLength(200);
    expect(messages).toEqual([]);
  });
});
