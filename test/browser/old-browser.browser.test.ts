import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { type OpenAtlas, openAtlas } from "./open-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 9000, topics: 14, broad: 4 });
let atlas: OpenAtlas;

beforeAll(async () => {
  atlas = await openAtlas({ data, texts });
});
afterAll(() => atlas?.close());

describe("a page with packed data", () => {
  it("opens in a browser that cannot unpack by itself", async () => {
    expect(await readFile(fileURLToPath(atlas.url), "utf8")).toContain('type="application/gzip"');
    const context = await atlas.browser.newContext({ offline: true });
    const page = await context.newPage();
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    await page.addInitScript("delete window.DecompressionStream");
    await page.goto(atlas.url);
    await page.waitForSelector('html[data-state="ready"]');
    const read = await page.evaluate(async () => ({
      isMissing: typeof DecompressionStream === "undefined",
      titles: window.atlas.data.papers.title.length,
      abstracts: (await window.atlas.texts.readTexts()).abstract.length,
    }));
    expect(read).toEqual({ isMissing: true, titles: 9000, abstracts: 9000 });
    expect(messages).toEqual([]);
    await context.close();
  });
});
