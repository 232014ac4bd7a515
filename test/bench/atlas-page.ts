/** Times the atlas page in Chromium on made-up papers: size, first picture, and frames while it is dragged and zoomed, and dragged among titles. `npx tsx test/bench/atlas-page.ts 439 20000` */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";

const WIDTH = 1280;
const HEIGHT = 800;
/** About 1,300 characters, as the abstracts of the seeds have. */
const ABSTRACT_WORDS = 190;

/** As text: a bundler's helpers do not reach the page. */
const COUNT_FRAMES = `
  { const mine = window.counter = { frames: 0, isOn: true, began: performance.now() };
    requestAnimationFrame(function count() { mine.frames++; if (mine.isOn) requestAnimationFrame(count); }); }`;
const STOP_COUNTING = "counter.isOn = false; 1000 * counter.frames / (performance.now() - counter.began)";

async function measureFrames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(COUNT_FRAMES);
  await act();
  return page.evaluate<number>(STOP_COUNTING);
}

async function measurePage(papers: number, folder: string): Promise<void> {
  const { data, texts } = sampleAtlas({
    papers,
    topics: 30,
    broad: 7,
    abstractWords: papers > 50_000 ? 20 : ABSTRACT_WORDS,
  });
  const html = renderPage(data, { held: texts }, await bundleClient());
  const file = join(folder, `${papers}.html`);
  await writeFile(file, html);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('html[data-state="ready"]');
  const firstPicture = await page.evaluate(
    () => performance.getEntriesByName("first-picture")[0]?.startTime ?? Number.NaN,
  );
  await page.waitForTimeout(1500);
  const map = (await page.locator("#map").boundingBox())!;
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  const drag = async () => {
    await page.mouse.down();
    for (let step = 0; step < 150; step++)
      await page.mouse.move(x + 200 * Math.sin(step / 12), y + 120 * Math.sin(step / 9));
    await page.mouse.up();
  };
  const panning = await measureFrames(page, async () => {
    await page.mouse.move(x, y);
    await drag();
  });
  const zooming = await measureFrames(page, async () => {
    for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step < 30 ? -40 : 40);
  });
  const zoom = 6;
  await page.evaluate((near) => {
    const { state, data } = window.atlas;
    const { x, y } = data.topics[0]!;
    state.update({ view: { x, y, zoom: near } });
  }, zoom);
  await page.waitForTimeout(1500);
  const panningTitles = await measureFrames(page, async () => {
    await page.mouse.move(x, y);
    await drag();
  });
  await browser.close();
  console.log(
    `${papers} papers: ${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB, first picture ${(firstPicture / 1000).toFixed(2)} s, ` +
      `${panning.toFixed(0)} frames/s panning, ${zooming.toFixed(0)} zooming, ${panningTitles.toFixed(0)} panning among titles at zoom ${zoom}`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
try {
  const sizes = process.argv.slice(2).map(Number);
  for (const papers of sizes.length > 0 ? sizes : [439, 10_000, 20_000, 100_000]) await measurePage(papers, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
