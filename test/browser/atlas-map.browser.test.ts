import { readFile } from "node:fs/promises";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { climbTopics } from "../../pipeline/atlas/client/map/name-field.ts";
import { sampleAtlas } from "../atlas/sample-atlas.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { measureNames } from "../map-names/measure-names.ts";
import { type OpenAtlas, type OpenOptions, type OpenPage, openAtlas } from "./open-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 300, topics: 14, broad: 4, texts: HOSTILE_TEXTS });
let atlas: OpenAtlas;
let opened: OpenPage;

beforeAll(async () => {
  atlas = await openAtlas({ data, texts });
});
afterAll(() => atlas?.close());
afterEach(async () => {
  await opened.page.context().close();
  expect(opened.requests).toEqual([]);
  expect(opened.messages).toEqual([]);
});

async function open(options: OpenOptions = {}): Promise<Page> {
  opened = await atlas.open(options);
  return opened.page;
}

/** Returns the place of a paper on the page, in CSS pixels. */
function locatePaper(page: Page, row: number): Promise<{ x: number; y: number }> {
  return page.evaluate((paper) => {
    const { map, data: content } = window.atlas;
    const box = document.querySelector("#map")!.getBoundingClientRect();
    const place = map.locate(content.papers.x[paper]!, content.papers.y[paper]!);
    return { x: box.left + place.x, y: box.top + place.y };
  }, row);
}

/** Returns the row of a paper that no other lies over, away from the buttons. */
async function findLonely(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { map, data: content } = window.atlas;
    const { x, y } = content.papers;
    const size = document.querySelector("#map")!.getBoundingClientRect();
    const places = Array.from(x, (_, row) => map.locate(x[row]!, y[row]!));
    const room = places.map((place, row) => {
      const isCovered = place.x < 60 || place.x > size.width - 90 || place.y < 80 || place.y > size.height - 90;
      const others = places.map((other, index) =>
        index === row ? 1e9 : Math.hypot(other.x - place.x, other.y - place.y),
      );
      return isCovered ? 0 : Math.min(...others);
    });
    return room.indexOf(Math.max(...room));
  });
}

/** Returns how many pixels of a canvas are neither grey nor white. */
function countColored(page: Page, id = "map-points"): Promise<number> {
  return page.evaluate((canvasId) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`#${canvasId}`)!;
    const { data: pixels } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    let colored = 0;
    for (let index = 0; index < pixels.length; index += 4) {
      const [red, green, blue] = [pixels[index]!, pixels[index + 1]!, pixels[index + 2]!];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) colored++;
    }
    return colored;
  }, id);
}

/** Keeps what the papers' canvas shows, for `countChanges`. */
function keepPicture(page: Page): Promise<void> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("#map-points")!;
    Object.assign(window, { kept: canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data });
  });
}

/** Returns how many of the picture's numbers differ from the kept ones by more than that. */
function countChanges(page: Page, least: number): Promise<number> {
  return page.evaluate((by) => {
    const canvas = document.querySelector<HTMLCanvasElement>("#map-points")!;
    const { kept } = window as unknown as { kept: Uint8ClampedArray };
    const { data: pixels } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return pixels.reduce((count, value, index) => count + Number(Math.abs(value - kept[index]!) > by), 0);
  }, least);
}

const state = (page: Page) =>
  page.evaluate(() => {
    const { view, topic, paper, hovered, selection, tool } = window.atlas.state.get();
    return { view, topic, paper, hovered, selection, tool };
  });
const settle = (page: Page) => page.waitForTimeout(250);

describe("the map, opened from a file with the network cut", () => {
  it("draws the papers in their colours and names topics over them", async () => {
    const page = await open();
    await settle(page);
    expect(await countColored(page)).toBeGreaterThan(4000);
    expect(await countColored(page, "map-overlay")).toBeGreaterThan(200);
    await page.keyboard.press("Tab");
  });

  it("shows a hostile title as text when its paper is pointed at, and hides it on Escape", async () => {
    for (const row of [0, 2, 6]) {
      const page = await open({ fragment: `#at=${data.papers.x[row]},${data.papers.y[row]},40` });
      const { x, y } = await locatePaper(page, row);
      await page.mouse.move(x, y);
      const tooltip = page.locator("#map-tooltip");
      await tooltip.waitFor();
      const shown = (await tooltip.locator("strong").textContent())!;
      expect(shown.replace("…", "")).toBe(data.papers.title[row]!.slice(0, 300));
      expect(await tooltip.locator("script, img").count()).toBe(0);
      await page.locator("#map").focus();
      await page.keyboard.press("Escape");
      await expect.poll(() => tooltip.isHidden()).toBe(true);
      if (row !== 6) await page.context().close();
    }
  });

  it("opens a paper on a click, and the back button closes it", async () => {
    const page = await open();
    const row = await findLonely(page);
    const { x, y } = await locatePaper(page, row);
    await page.mouse.click(x, y);
    expect((await state(page)).paper).toBe(row);
    expect(page.url()).toContain(`paper=${data.papers.id[row]}`);
    await page.goBack();
    await expect.poll(async () => (await state(page)).paper).toBe(null);
    await page.goForward();
    await expect.poll(async () => (await state(page)).paper).toBe(row);
  });

  it("selects a topic on a click on its name: the others turn grey and stay", async () => {
    const page = await open();
    await settle(page);
    const before = await countColored(page);
    const label = await page.evaluate(() => {
      const box = document.querySelector("#map")!.getBoundingClientRect();
      const [first] = window.atlas.map.listNames();
      return { id: first!.topic, x: box.left + first!.x, y: box.top + first!.y };
    });
    await page.mouse.click(label.x, label.y);
    expect((await state(page)).topic).toBe(label.id);
    await settle(page);
    const after = await countColored(page);
    expect(after).toBeLessThan(before * 0.7);
    expect(after).toBeGreaterThan(100);
  });

  it("moves with the mouse, drawing what a picture from scratch would show", async () => {
    const page = await open();
    await page.waitForTimeout(600);
    await page.mouse.move(800, 400);
    await page.mouse.down();
    for (let step = 1; step <= 12; step++) await page.mouse.move(800 - 14 * step, 400 + 9 * step);
    await page.mouse.up();
    await settle(page);
    const { view } = await state(page);
    await keepPicture(page);
    await page.evaluate(() => window.atlas.state.update({ theme: "dark" }));
    await settle(page);
    await page.evaluate(() => window.atlas.state.update({ theme: "system" }));
    await settle(page);
    expect((await state(page)).view).toEqual(view);
    // Anti-aliasing rounds a little differently; a seam or a dot cut off would be far more.
    expect(await countChanges(page, 40)).toBe(0);
    await page.evaluate(() => window.atlas.map.panBy(0.1, 0));
    await settle(page);
    expect(await countChanges(page, 40)).toBeGreaterThan(1000);
  });

  it("zooms at the pointer with the wheel, by buttons, and shows all again", async () => {
    const page = await open();
    const before = await locatePaper(page, 20);
    await page.mouse.move(before.x, before.y);
    await page.mouse.wheel(0, -200);
    await expect.poll(async () => (await state(page)).view?.zoom).toBeGreaterThan(1.5);
    const after = await locatePaper(page, 20);
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1.5);
    const { zoom } = (await state(page)).view!;
    await page.click("#zoom-in");
    expect((await state(page)).view!.zoom).toBeCloseTo(zoom * 1.5, 3);
    await page.click("#move-left");
    await page.click("#zoom-fit");
    expect((await state(page)).view).toBeNull();
  });

  it("opens again at the view, topic and paper of a link", async () => {
    const paper = data.papers.id[30]!;
    const [x, y] = [data.papers.x[30]!, data.papers.y[30]!];
    const page = await open({ fragment: `#at=${x},${y},3.5&topic=2&paper=${paper}&color=source` });
    expect(await state(page)).toMatchObject({ view: { x, y, zoom: 3.5 }, topic: 2, paper: 30 });
    expect(await page.locator("#coloring").inputValue()).toBe("source");
    await page.locator("#legend").getByText("feed/monday.txt").waitFor();
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, -100);
    await expect.poll(() => page.url()).not.toContain(`at=${x},${y},3.5`);
    expect(page.url()).toContain("topic=2");
  });

  it("selects papers with a rectangle, a lasso and shift-drag", async () => {
    const page = await open();
    await page.click("#tool-rectangle");
    await page.mouse.move(450, 200);
    await page.mouse.down();
    await page.mouse.move(1150, 700, { steps: 5 });
    await page.mouse.up();
    const { selection, tool } = await state(page);
    expect([selection!.kind, selection!.points.length, tool]).toEqual(["rectangle", 4, "pan"]);
    expect(
      await page.evaluate(() => window.atlas.map.findInShape(window.atlas.state.get().selection!).length),
    ).toBeGreaterThan(10);

    await page.click("#tool-lasso");
    await page.mouse.move(700, 300);
    await page.mouse.down();
    for (const [x, y] of [
      [900, 320],
      [880, 560],
      [690, 500],
    ] as const)
      await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.up();
    expect((await state(page)).selection!.kind).toBe("lasso");

    await page.keyboard.down("Shift");
    await page.mouse.move(600, 300);
    await page.mouse.down();
    await page.mouse.move(700, 420, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    expect((await state(page)).selection!.kind).toBe("rectangle");
    expect(page.url()).toContain("rectangle=");
  });

  it("does all by keyboard: moves, zooms, walks topics and papers, opens one, and goes back", async () => {
    const page = await open();
    await page.locator("#map").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("+");
    expect((await state(page)).view!.zoom).toBeCloseTo(1.5, 3);
    await page.keyboard.press("0");
    expect((await state(page)).view).toBeNull();
    await page.keyboard.press("n");
    await expect.poll(() => page.locator("#announcer").textContent()).toMatch(/papers.*1 of \d+\./);
    await page.keyboard.press("Enter");
    const { topic } = await state(page);
    expect(topic).not.toBeNull();
    await page.keyboard.press("ArrowDown");
    const { hovered } = await state(page);
    expect(hovered).not.toBeNull();
    await expect.poll(() => page.locator("#announcer").textContent()).toContain("1 of ");
    await page.keyboard.press("Enter");
    expect((await state(page)).paper).toBe(hovered);
    for (let press = 0; press < 4; press++) await page.keyboard.press("Escape");
    expect(await state(page)).toMatchObject({ topic: null, paper: null, hovered: null });
  });

  it("saves what is seen as PNG and as SVG", async () => {
    const page = await open();
    await page.waitForTimeout(600);
    const save = async (id: string) => {
      await page.click("#save summary");
      const [file] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
      expect(await page.locator("#save").getAttribute("open")).toBeNull();
      return file;
    };
    const png = await save("#save-png");
    expect(png.suggestedFilename()).toBe("topic-map.png");
    const bytes = await readFile(await png.path());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    const { width, height } = await page
      .locator("#map")
      .evaluate((map) => ({ width: map.clientWidth, height: map.clientHeight }));
    expect(bytes.readUInt32BE(16)).toBe(width);
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(height + 40);
    const print = await readFile(await (await save("#save-print")).path());
    expect(print.readUInt32BE(16)).toBe(3 * width);
    expect(Math.abs(print.readUInt32BE(20) - 3 * bytes.readUInt32BE(20))).toBeLessThan(4);
    const svg = await save("#save-svg");
    const text = await readFile(await svg.path(), "utf8");
    expect(text.match(/<circle/g)!.length).toBeGreaterThan(250);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain(await page.title());
    expect(text).toMatch(/>Near means alike\. /);
    const problems = await page.evaluate(
      (xml) => new DOMParser().parseFromString(xml, "image/svg+xml").querySelectorAll("parsererror").length,
      text,
    );
    expect(problems).toBe(0);
  });

  it("follows the system's dark mode and the reader's choice", async () => {
    const page = await open({ colorScheme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe("rgb(20, 23, 26)");
    await page.selectOption("#theme", "light");
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.selectOption("#theme", "system");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(ground).toBe("rgb(255, 255, 255)");
  });

  it("shows the same names after a move of the map, and no two overlap while it zooms", async () => {
    const page = await open();
    await settle(page);
    for (const zoom of [1, 1.3, 1.9, 2.8, 4, 7, 12, 30]) {
      await page.evaluate((level) => {
        const { extent } = { extent: window.atlas.data.topics[0]! };
        window.atlas.state.update({ view: { x: extent.x, y: extent.y, zoom: level } });
      }, zoom);
      await settle(page);
      const overlaps = await page.evaluate(() => {
        const labels = window.atlas.map.listNames();
        return labels.flatMap((a, index) =>
          labels
            .slice(index + 1)
            .filter(
              (b) =>
                Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 0.5 &&
                Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 0.5,
            )
            .map((b) => [a.topic, b.topic]),
        );
      });
      expect(overlaps, `zoom ${zoom}`).toEqual([]);
      const names = () => page.evaluate(() => window.atlas.map.listNames().map(({ topic }) => topic));
      const before = await names();
      await page.evaluate(() => window.atlas.map.panBy(0.3, 0.2));
      await settle(page);
      expect(await names()).toEqual(before);
    }
  });

  it("names broad topics from afar and their parts when near", async () => {
    const page = await open();
    await settle(page);
    const levels = () =>
      page.evaluate(() => {
        const shown = window.atlas.map.listNames().map(({ topic }) => window.atlas.index.topicById.get(topic)!.level);
        return [...new Set(shown)].sort();
      });
    expect(await levels()).toContain(1);
    await page.evaluate(() => window.atlas.state.update({ view: { x: 30_000, y: 20_000, zoom: 16 } }));
    await settle(page);
    expect(await levels()).toEqual([0]);
    expect(await page.evaluate(() => window.atlas.map.listNames().length)).toBeGreaterThan(8);
  });

  it("names topics where their papers are, with broad ones, under no control", async () => {
    const page = await open({ width: 1440 });
    await settle(page);
    const { names, places, covers } = await page.evaluate(() => {
      const { map, data: content, index } = window.atlas;
      const corner = document.querySelector("#map")!.getBoundingClientRect();
      const { x, y } = content.papers;
      return {
        names: map.listNames().map((name) => ({ ...name, level: index.topicById.get(name.topic)!.level })),
        places: Array.from(x, (_, row) => map.locate(x[row]!, y[row]!)),
        covers: [...document.querySelectorAll(".map-controls > :not([hidden]), .map-foot > *")].map((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return { x: left - corner.left + width / 2, y: top - corner.top + height / 2, width, height };
        }),
      };
    });
    expect(names.filter(({ level }) => level === 0).length).toBeGreaterThanOrEqual(10);
    expect(names.filter(({ level }) => level === 1).length).toBeGreaterThan(0);
    const size = (await page.locator("#map").boundingBox())!;
    const measured = measureNames(
      names.map(({ topic, level, line, ...box }) => ({ box, topic, level, leader: line })),
      {
        xs: places.map(({ x }) => x),
        ys: places.map(({ y }) => y),
        topicsOfLevel: climbTopics(data.topics, data.papers.topicOf),
      },
      size,
      covers,
    );
    for (const [index, { ownShare, otherShare, covered, overlapped, isOutside, isUnder }] of measured.entries()) {
      const at = `topic ${names[index]!.topic}`;
      expect({ covered, overlapped, isOutside, isUnder }, at).toEqual({
        ...{ covered: 0, overlapped: [], isOutside: false, isUnder: false },
      });
      if (names[index]!.line) continue;
      expect(ownShare, at).toBeGreaterThanOrEqual(0.5);
      expect(ownShare, at).toBeGreaterThanOrEqual(otherShare);
    }
  });

  it("shows where one is once zoomed in: the topic's name, and an overview that moves the view", async () => {
    const page = await open();
    const overview = page.locator("#map-overview");
    expect(await overview.isVisible()).toBe(false);
    expect(await page.locator("#map-move").isVisible()).toBe(false);
    const { x, y, parent } = data.topics[0]!;
    const broader = data.topics.find(({ id }) => id === parent)!;
    await page.evaluate((view) => window.atlas.state.update({ view }), { x, y, zoom: 6 });
    await settle(page);
    expect(await page.locator("#map-place").textContent()).toContain(broader.label);
    const box = (await overview.boundingBox())!;
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
    const { view } = await state(page);
    expect(view!.zoom).toBe(6);
    expect(Math.abs(view!.x - x) + Math.abs(view!.y - y)).toBeGreaterThan(1000);
    await overview.focus();
    await page.keyboard.press("ArrowRight");
    expect((await state(page)).view!.x).toBeGreaterThan(view!.x);
    await page.click("#zoom-fit");
    await expect.poll(() => overview.isVisible()).toBe(false);
  });

  it("writes titles beside papers when near, and a title stands for its paper", async () => {
    const page = await open();
    await page.waitForTimeout(800);
    const row = 40;
    await page.evaluate((paper) => {
      const { x, y } = window.atlas.data.papers;
      window.atlas.state.update({ view: { x: x[paper]!, y: y[paper]!, zoom: 40 } });
    }, row);
    await page.waitForTimeout(600);
    const dot = await locatePaper(page, row);
    for (const [dx, dy] of [
      [45, 0],
      [-45, 0],
      [0, 26],
      [0, -26],
    ] as const) {
      await page.mouse.move(dot.x + dx, dot.y + dy);
      if ((await state(page)).hovered === row) break;
    }
    expect((await state(page)).hovered).toBe(row);
  });

  it("ends the zoom where nothing more would appear, with papers in view", async () => {
    const page = await open();
    await page.waitForTimeout(800);
    await page.mouse.move(1000, 160);
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, -240);
    await settle(page);
    const { view } = await state(page);
    expect(view!.zoom).toBeLessThanOrEqual(160);
    expect(await page.evaluate(() => window.atlas.map.listRowsInView().length)).toBeGreaterThan(0);
  });

  it("rings papers for a moment, and tells which are in view when the view rests", async () => {
    const page = await open();
    await settle(page);
    await page.evaluate(() => {
      const { map } = window.atlas;
      Object.assign(window, { told: [] });
      map.followRowsInView((rows) => (window as unknown as { told: number[] }).told.push(rows.length));
      map.fitRows([3, 4]);
      map.pulseRows([3, 4]);
    });
    await page.waitForTimeout(900);
    const told = await page.evaluate(() => (window as unknown as { told: number[] }).told);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeLessThan(300);
    expect(await page.evaluate(() => [...window.atlas.map.listRowsInView()])).toEqual(expect.arrayContaining([3, 4]));
  });

  it.each([390, 1280, 2560])("fits a window %i pixels wide: nothing is wider", async (width) => {
    const page = await open({ width, height: width === 390 ? 844 : 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const map = (await page.locator("#map").boundingBox())!;
    expect(map.width).toBeGreaterThan(Math.min(width, 800) * 0.5);
    expect(map.height).toBeGreaterThan(350);
    await settle(page);
    expect(await countColored(page)).toBeGreaterThan(1500);
  });

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const)("has no fault that axe finds, %s, %i pixels wide", async (colorScheme, width) => {
    const page = await open({ colorScheme, width, fragment: "#at=30000,20000,6&topic=2&color=source" });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it("says what is wrong where its data cannot be read", async () => {
    opened = { page: await (await atlas.browser.newContext({ offline: true })).newPage(), requests: [], messages: [] };
    await opened.page.addInitScript(() => {
      JSON.parse = () => {
        throw new Error("damaged");
      };
    });
    await opened.page.goto(atlas.url);
    await opened.page.getByRole("alert").getByText("could not be drawn: damaged").waitFor();
  });

  it("zooms with two fingers", async () => {
    const page = await open({ width: 390, height: 844, touch: true });
    const box = (await page.locator("#map").boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", spread: number) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints:
          type === "touchEnd"
            ? []
            : [
                { x: x - spread, y },
                { x: x + spread, y },
              ],
      });
    await touch("touchStart", 30);
    for (let spread = 35; spread <= 90; spread += 5) await touch("touchMove", spread);
    await touch("touchEnd", 0);
    await expect.poll(async () => (await state(page)).view?.zoom ?? 1).toBeGreaterThan(2);
  });
});
