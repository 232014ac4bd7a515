import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { FirefoxSession } from "./firefox-session.ts";

const FIREFOX = process.env.FIREFOX ?? "firefox-esr";
const ESCAPE = "\uE00C";
const WAIT_MS = 15_000;

/** Waits until an expression in the page is true; a page that is slow is no fault. */
async function waitFor(page: FirefoxSession, expression: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while ((await page.evaluate(expression)) !== true) {
    assert(Date.now() < end, `not so after ${WAIT_MS / 1000} s: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const STEPS: [name: string, check: (page: FirefoxSession) => Promise<void>][] = [
  [
    "the map is drawn",
    (page) =>
      waitFor(
        page,
        `(() => { const canvas = document.querySelector("#map-points"); if (!window.atlas || !canvas.width) return false;
          const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
          return new Set(pixels).size > 50; })()`,
      ),
  ],
  [
    "plus zooms",
    async (page) => {
      await page.evaluate(`document.querySelector("#map").focus()`);
      await page.type("+");
      await waitFor(page, `(atlas.state.get().view?.zoom ?? 1) > 1`);
    },
  ],
  [
    "search finds",
    async (page) => {
      await page.evaluate(`document.querySelector("#map").focus()`);
      await page.type("/");
      await waitFor(page, `document.activeElement?.matches("input") === true`);
      await page.type("papers");
      await waitFor(page, `atlas.state.get().query === "papers" && atlas.matches.get().found?.includes(1) === true`);
      await page.type(ESCAPE);
    },
  ],
  [
    "a card opens",
    async (page) => {
      await page.evaluate(`atlas.state.update({ query: "", paper: 5 })`);
      await waitFor(page, `document.body.innerText.includes(atlas.data.papers.title[5].trim().slice(0, 12))`);
      await waitFor(
        page,
        `document.documentElement.dataset.card !== undefined || document.querySelector("[data-card]") !== null`,
      );
      await page.evaluate(`atlas.state.update({ paper: null })`);
    },
  ],
  [
    "the table shows",
    async (page) => {
      await page.evaluate(`atlas.state.update({ table: true })`);
      await waitFor(page, `document.querySelectorAll("table tbody tr").length > 5`);
    },
  ],
];

if (spawnSync(FIREFOX, ["--version"]).status !== 0) {
  process.stdout.write(`skipped: no browser answers to ${FIREFOX}; FIREFOX may name another\n`);
} else {
  const folder = await mkdtemp(join(tmpdir(), "atlas-firefox-"));
  const page = await FirefoxSession.start(FIREFOX, 1280, 800);
  try {
    const path = join(folder, "atlas.html");
    const { data, texts } = sampleAtlas({ papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS });
    await writeFile(path, renderPage(data, { held: texts }, await bundleClient()));
    await page.open(pathToFileURL(path).href);
    for (const [name, check] of STEPS) {
      await check(page);
      process.stdout.write(`ok: ${name}\n`);
    }
    assert.deepEqual(page.messages, []);
    process.stdout.write("ok: nothing on the console\n");
  } finally {
    await page.close();
    await rm(folder, { recursive: true });
  }
}
