import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";

const USAGE =
  "npm run pictures -- <output folder of the seeds>: takes the pictures in docs/pictures/ anew, in Chromium";
const FOLDER = new URL("../docs/pictures/", import.meta.url).pathname;

/** What is taken: a page of the output, at which place of it, in a window of which size. */
const PICTURES = [
  { name: "topic", file: "atlas.html", fragment: "#topic=14", width: 1280, height: 800 },
  { name: "report", file: "report.html", fragment: "", width: 900, height: 900 },
  { name: "digest", file: "digest/digest.html", fragment: "", width: 900, height: 700 },
] as const;

const [output] = process.argv.slice(2);
if (output === undefined) process.stderr.write(`${USAGE}\n`);
else {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  try {
    for (const picture of PICTURES) await take(browser, resolve(output), picture);
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, folder: string, picture: (typeof PICTURES)[number]): Promise<void> {
  const { name, file, fragment, width, height } = picture;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce", colorScheme: "light" });
  await page.goto(pathToFileURL(join(folder, file)).href + fragment, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
}
