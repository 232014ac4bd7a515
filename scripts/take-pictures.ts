import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import sharp from "sharp";
import type { Atlas } from "../pipeline/atlas/client/atlas.ts";
import { writeDay } from "../pipeline/calendar-day.ts";
import { MAP_PICTURES, PAGE_PICTURES, type Place, type Window, writeAddress } from "./pictures/list-pictures.ts";

const USAGE = `npm run pictures -- <output of the seeds> <output of a feed>
Takes the pictures in docs/pictures/ anew, in Chromium: the page and the report of both, and the digest of the feed.
`;
const FOLDER = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
/** Milliseconds in which names and titles have faded in. */
const SETTLING = 2000;
/** A picture of that many colours is a third as large, and looks the same. */
const COLORS = 192;

const outputs = process.argv.slice(2);
if (outputs.length !== 2) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const [seeds, feed] = outputs.map((folder) => resolve(folder)) as [string, string];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  try {
    for (const { name, file, ...window } of PAGE_PICTURES)
      await take(browser, pathToFileURL(join(file.startsWith("digest") ? feed : seeds, file)).href, window, name);
    for (const [corpus, folder] of [
      ["seeds", seeds],
      ["feed", feed],
    ] as const)
      await takeMap(browser, pathToFileURL(join(folder, "atlas.html")).href, corpus);
  } finally {
    await browser.close();
  }
}

/** Takes the map of one corpus as `<corpus>-<name>.png`; what is not of its kind, such as days where there are none, is left out. */
async function takeMap(browser: Browser, address: string, corpus: string): Promise<void> {
  const place = await findPlace(browser, address);
  for (const { name, part, needsDays, ...window } of MAP_PICTURES) {
    if (needsDays && place.lastDays === null) continue;
    await take(browser, address + writeAddress(part, place), window, `${corpus}-${name}`);
  }
}

/** Returns what the pictures of a map show: its largest topic, the most typical paper of that, and the last week. */
async function findPlace(browser: Browser, address: string): Promise<Place> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector('html[data-state="ready"]');
  const { lastDay, ...place } = await page.evaluate(() => {
    const { data } = (window as unknown as { atlas: Atlas }).atlas;
    const fine = data.topics.filter(({ level }) => level === 0);
    const topic = fine.reduce((largest, other) => (other.size > largest.size ? other : largest));
    const { id, appearances } = data.papers;
    const [paper] = topic.representatives;
    return { topic: topic.id, x: topic.x, y: topic.y, paper: id[paper!]!, lastDay: Math.max(...appearances.day) };
  });
  await page.close();
  return { ...place, lastDays: lastDay < 0 ? null : `${writeDay(lastDay - 6)}..${writeDay(lastDay)}` };
}

async function take(browser: Browser, address: string, window: Window, name: string): Promise<void> {
  const { width, height, scheme } = window;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce", colorScheme: scheme });
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(SETTLING);
  const png = await sharp(await page.screenshot())
    .png({ palette: true, colours: COLORS, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  await writeFile(join(FOLDER, `${name}.png`), png);
  await page.close();
}
