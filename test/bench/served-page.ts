/** Times the served atlas page in Chromium on made-up papers: what is sent first, first picture, and a card. `npx tsx test/bench/served-page.ts 8201 100000` */
import { chromium } from "playwright-core";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { createServedAtlas } from "../../pipeline/serve/served-atlas.ts";
import { startServer } from "../../pipeline/serve/start-server.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { createMeaningRanker } from "../serve/sample-ranker.ts";

/** About 1,300 characters, as the abstracts of the seeds have. */
const ABSTRACT_WORDS = 190;

async function time<Result>(work: () => Promise<Result>): Promise<[result: Result, seconds: string]> {
  const began = performance.now();
  const result = await work();
  return [result, ((performance.now() - began) / 1000).toFixed(2)];
}

async function measurePage(papers: number): Promise<void> {
  const content = sampleAtlas({ papers, topics: 60, broad: 7, abstractWords: ABSTRACT_WORDS });
  const ranker = createMeaningRanker(content.data, new Map([["dark", [5, 6, 7]]]));
  const atlas = createServedAtlas({ version: "1", ...content, script: await bundleClient(), ranker });
  const [, prepared] = await time(async () => atlas.page.prepare());
  const server = await startServer({ read: async () => atlas }, 0, { warn: console.error });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const sizes = new Map<string, number>();
  page.on("requestfinished", async (request) => {
    sizes.set(new URL(request.url()).pathname, (await request.sizes()).responseBodySize);
  });
  const [, ready] = await time(async () => {
    await page.goto(server.url);
    await page.waitForSelector('html[data-state="ready"]', { timeout: 120_000 });
  });
  const picture = await page.evaluate(() => performance.getEntriesByName("first-picture")[0]?.startTime ?? Number.NaN);
  const [, card] = await time(async () => {
    await page.evaluate(() => window.atlas.state.update({ paper: 100 }));
    await page.locator("#card .abstract p").waitFor();
  });
  const [, answer] = await time(async () => {
    await page.locator("#query").fill("dark");
    await page.waitForFunction(() => document.querySelector("#found-by")!.textContent!.startsWith("By meaning"));
  });
  const megabytes = (path: string) => ((sizes.get(path) ?? 0) / 1e6).toFixed(3);
  console.log(
    `${papers} papers: page made in ${prepared} s, ${megabytes("/")} MB sent, first picture ${(picture / 1000).toFixed(2)} s, all drawn ${ready} s, ` +
      `a card ${card} s (${megabytes("/texts")} MB), an answer ${answer} s (${megabytes("/search")} MB), memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
  await browser.close();
  await server.close();
}

const sizes = process.argv.slice(2).map(Number);
for (const papers of sizes.length > 0 ? sizes : [439, 8201, 100_000]) await measurePage(papers);
