/**
 * Times the atlas page in Chromium, of made-up papers by their number, or that of a run by its path, with the files beside it: size, first
 * picture, and frames while it is dragged and zoomed, and dragged among titles. `npx tsx test/bench/atlas-page.ts 439 20000 output/atlas.html`
 */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { CHUNK_FOLDER } from "../../pipeline/atlas/chunk-format.ts";
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

/** Writes the page of made-up papers, all in one file, and returns its path. */
async function writeSample(papers: number, folder: string): Promise<string> {
  const { data, texts } = sampleAtlas({
    papers,
    topics: 30,
    broad: 7,
    abstractWords: papers > 50_000 ? 20 : ABSTRACT_WORDS,
  });
  const html = renderPage(data, { held: texts }, await bundleClient());
  const file = join(folder, `${papers}.html`);
  await writeFile(file, html);
  return file;
}

/** Returns the size of a page, with the files beside it where there are any, in words. */
async function describeSize(file: string): Promise<string> {
  const { size } = await stat(file);
  const beside = join(dirname(file), CHUNK_FOLDER);
  const names = existsSync(beside) ? await readdir(beside) : [];
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(beside, name))).size));
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  if (names.length === 0) return megabytes(size);
  return `${megabytes(size)} and ${names.length} files of ${megabytes(sizes.reduce((sum, each) => sum + each, 0))} beside it`;
}

async function measurePage(name: string, file: string): Promise<void> {
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
    `${name}: ${await describeSize(file)}, first picture ${(firstPicture / 1000).toFixed(2)} s, ` +
      `${panning.toFixed(0)} frames/s panning, ${zooming.toFixed(0)} zooming, ${panningTitles.toFixed(0)} panning among titles at zoom ${zoom}`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "atlas-bench-"));
try {
  const wanted = process.argv.slice(2);
  for (const name of wanted.length > 0 ? wanted : ["439", "10000", "20000", "100000"]) {
    if (name.endsWith(".html")) await measurePage(name, resolve(name));
    else await measurePage(`${name} papers`, await writeSample(Number(name), folder));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
