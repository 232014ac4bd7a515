import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeReport } from "../../pipeline/report/report.ts";
import { writeReportPage } from "../../pipeline/report/report-html.ts";
import { drawSmallMap, SMALL_MAP_NOTE } from "../../pipeline/report/small-map.ts";
import { MAP_ADDRESS } from "../../pipeline/report/summary.ts";
import { sampleReport } from "../report/sample-report.ts";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  folder = await mkdtemp(join(tmpdir(), "report-"));
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function open(topics: number, isDated: boolean, viewport = { width: 1200, height: 900 }): Promise<Page> {
  const data = sampleReport(topics, isDated);
  const pictures = new Map(data.charts.map(({ name, svg }) => [`charts/${name}.svg`, svg]));
  const small = { svg: drawSmallMap(data.mapPoints, data.mapNumbers), note: SMALL_MAP_NOTE };
  const path = join(folder, `report-${topics}.html`);
  await writeFile(
    path,
    await writeReportPage(composeReport(data), { pictures, narrowPictures: new Map([[MAP_ADDRESS, small]]) }),
  );
  const page = await browser.newPage({ viewport });
  await page.goto(pathToFileURL(path).href);
  return page;
}

/** Returns how many A4 pages the page prints on. */
async function countPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;
}

describe("report.html", () => {
  it.each([
    [23, false],
    [41, true],
  ])(
    "of %i topics says it all on its first A4 page, and its topics on few more before the appendix",
    async (topics, isDated) => {
      const page = await open(topics, isDated);
      const all = await countPages(page);
      await page.evaluate(() => document.querySelector(".appendix")!.remove());
      const before = await countPages(page);
      await page.evaluate(() => document.querySelector(".topics")!.remove());
      expect(await countPages(page)).toBe(1);
      expect(before).toBeLessThanOrEqual(Math.ceil(2 + topics / 4));
      expect(all).toBeGreaterThan(before);
      await page.close();
    },
  );

  it("prints what is folded on screen, each thing once", async () => {
    const page = await open(6, false);
    await page.emulateMedia({ media: "print" });
    const shown = (selector: string) =>
      page.locator(selector).evaluateAll((elements) => elements.filter((element) => element.checkVisibility()).length);
    expect(await shown(".topics details")).toBe(0);
    expect(await shown(".print")).toBe(1);
    expect(
      await page
        .locator(".appendix details")
        .first()
        .evaluate((part) => part.clientHeight),
    ).toBeGreaterThan(100);
    await page.emulateMedia({ media: "screen" });
    expect(await shown(".topics details > summary")).toBe(7);
    expect(await shown(".print")).toBe(0);
    await page.close();
  });

  it("fits a phone: nothing is wider than the screen, the map has numbers, and text is large enough", async () => {
    const page = await open(23, true, { width: 390, height: 844 });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const wide = await page
      .locator(".frame:has(table)")
      .evaluateAll((frames) => frames.filter((frame) => frame.scrollWidth > frame.clientWidth + 1).length);
    expect(wide).toBe(0);
    expect(await page.locator(".narrow svg").isVisible()).toBe(true);
    expect(await page.locator(".narrow").textContent()).toContain("A number is a topic of the table below.");
    const least = await page
      .locator("main :is(p, li, td, summary)")
      .evaluateAll((elements) =>
        Math.min(...elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
      );
    expect(least).toBeGreaterThanOrEqual(16);
    await page.close();
  });

  it("has no serious fault for axe, folded and unfolded", async () => {
    const page = await open(6, true);
    // The page's own policy allows no script: axe is run by the debugger, which does not ask it.
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setBypassCSP", { enabled: true });
    await page.reload();
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      async () => (await (window as never as { axe: typeof axe }).axe.run()).violations,
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
    await page.close();
  });
});
