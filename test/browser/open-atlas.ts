import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { AtlasData, AtlasTexts } from "../../pipeline/atlas/atlas-data.ts";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import type { Atlas } from "../../pipeline/atlas/client/atlas.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";

declare global {
  interface Window {
    /** Set by the page. */
    atlas: Atlas;
  }
}

/** An atlas in Chromium, opened from a file with the network cut. */
export type OpenAtlas = {
  browser: Browser;
  /** Address of the file. */
  url: string;
  /** Opens the page anew, in a window of its own; what it asked for and said is collected. */
  open(options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
};
export type OpenOptions = {
  fragment?: string;
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
  reducedMotion?: "reduce" | "no-preference";
  touch?: boolean;
};
export type OpenPage = {
  page: Page;
  /** Addresses asked for, but for the file itself. */
  requests: string[];
  /** Console messages, errors and dialogs. */
  messages: string[];
};

/** Writes a page and starts Chromium. */
export async function openAtlas({ data, texts }: { data: AtlasData; texts: AtlasTexts }): Promise<OpenAtlas> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-page-"));
  const file = join(folder, "atlas.html");
  await writeFile(file, renderPage(data, texts, await bundleClient()));
  const url = pathToFileURL(file).href;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  return {
    browser,
    url,
    async open(options = {}) {
      const { fragment = "", width = 1280, height = 800, colorScheme = "light", reducedMotion = "reduce" } = options;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion,
        offline: true,
        hasTouch: options.touch ?? false,
        acceptDownloads: true,
      });
      const page = await context.newPage();
      const requests: string[] = [];
      const messages: string[] = [];
      page.on("request", (request) => {
        const address = request.url();
        if (!/^(?:data|blob):/.test(address) && address.replace(/#.*$/, "") !== url) requests.push(address);
      });
      page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => messages.push(String(error)));
      page.on("dialog", (dialog) => {
        messages.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(url + fragment);
      await page.waitForSelector('html[data-state="ready"]');
      return { page, requests, messages };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
