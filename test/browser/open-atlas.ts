import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { AtlasData, AtlasTexts } from "../../pipeline/atlas/atlas-data.ts";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import type { Atlas } from "../../pipeline/atlas/client/atlas.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";
import { createServedAtlas, type PaperRanker } from "../../pipeline/serve/served-atlas.ts";
import { startServer } from "../../pipeline/serve/start-server.ts";

declare global {
  interface Window {
    /** Set by the page. */
    atlas: Atlas;
  }
}

/** An atlas in Chromium, opened from a file with the network cut, or from the server of this machine. */
export type OpenAtlas = {
  browser: Browser;
  /** Address of the file or the server. */
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
  /** Addresses asked for, but for the page itself and what its own server gives. */
  requests: string[];
  /** Console messages, errors and dialogs. */
  messages: string[];
};

type Content = { data: AtlasData; texts: AtlasTexts };
/** Where the page is, and how to take it away. */
type Place = { url: string; close(): Promise<void> };

/** Writes a page and starts Chromium. */
export async function openAtlas(content: Content): Promise<OpenAtlas> {
  return openPlace(await writeAtlasFile(content));
}

/** Starts a server of a page that asks it for all long texts, and Chromium. */
export async function openServedAtlas(content: Content, ranker: PaperRanker, mostHeld = 0): Promise<OpenAtlas> {
  const version = "0123456789abcdef";
  const atlas = createServedAtlas({ version, ...content, script: await bundleClient(), ranker }, mostHeld);
  return openPlace(await startServer({ read: async () => atlas }, 0, { warn: (message) => expect.fail(message) }));
}

async function writeAtlasFile({ data, texts }: Content): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-page-"));
  const file = join(folder, "atlas.html");
  await writeFile(file, renderPage(data, { held: texts }, await bundleClient()));
  return { url: pathToFileURL(file).href, close: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts Chromium on a page; the network is cut but for the page's own server. */
export async function openPlace({ url, close }: Place): Promise<OpenAtlas> {
  const isServed = url.startsWith("http:");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server"],
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
        offline: !isServed,
        hasTouch: options.touch ?? false,
        acceptDownloads: true,
      });
      const page = await context.newPage();
      const requests: string[] = [];
      const messages: string[] = [];
      page.on("request", (request) => {
        const address = request.url();
        const isOwn = isServed ? address.startsWith(url) : address.replace(/#.*$/, "") === url;
        if (!/^(?:data|blob):/.test(address) && !isOwn) requests.push(address);
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
      await close();
    },
  };
}
