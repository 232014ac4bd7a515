import type { Atlas, Edges } from "../atlas.ts";
import type { Camera } from "./camera.ts";
import { isCovered } from "./clear-sight.ts";
import { meets } from "./name-ground.ts";
import { STEPS_PER_DOUBLING } from "./name-steps.ts";
import { FONT_FAMILY } from "./paint-names.ts";
import type { ShownTitle } from "./paint-titles.ts";
import type { PointGrid } from "./point-grid.ts";
import type { StandingNames } from "./standing-names.ts";
import { createTitleScales, placeTitles, reachOfTitle, type TitleScales } from "./title-scales.ts";
import { createCharacterMeasure, MOST_TITLE, TITLE_FONT_SIZE, type TitleText, wrapTitle } from "./title-texts.ts";
import { toPlace, toScreen } from "./viewport.ts";
import { workInSlices } from "./work-in-slices.ts";

/** The titles of papers beside their dots. */
export type TitleLayer = {
  /** Returns what is to be drawn now of the papers for which `isFront` holds, titles under the covers left out; while titles appear it asks for another frame. */
  choose(radius: number, isFront: (row: number) => boolean, covers: readonly Edges[]): ShownTitle[];
  /** Returns the row of the paper whose title is at a pixel, or -1. */
  findAt(pixel: { x: number; y: number }): number;
};

/** First zooms of titles by how typical a paper is of its topic: ranks below the first number have the second. */
const FIRST_ZOOMS = [
  [3, 1.9],
  [8, 2.8],
  [Number.POSITIVE_INFINITY, 3.9],
] as const;
/** Beyond so many papers other titles come later, the more papers there are: before that there is no room for them. */
const MANY = 10_000;
/** Between pictures while titles are being placed. */
const REDRAW_MS = 600;
/** Room for the largest dots, in CSS pixels. */
const LARGEST_RADIUS = 8;
/** Share of the titles that stand at the largest zoom, and its bounds. */
const SHARE_STANDING = 0.98;
const ZOOM_BOUNDS = [8, 160] as const;
const FADE_MS = 220;
const MOST_REACH = 240;

/** Returns the layer of titles. It is made ready after the first picture, and then tells the camera the zoom at which nearly all titles stand. */
export function createTitleLayer(
  { data, index }: Pick<Atlas, "data" | "index">,
  grid: PointGrid,
  camera: Camera,
  standing: StandingNames,
  redraw: () => void,
): TitleLayer {
  const { papers } = data;
  const textOf = createTitleTexts(papers.title);
  let scales: TitleScales | null = null;
  let madeFor = 0;
  let isDue = false;
  let stop = () => {};
  let shown: ShownTitle[] = [];
  /** Titles under names, by step; they are kept as long as the list of names is the same. */
  let hidden: { names: unknown; rows: ReadonlySet<number> } = { names: null, rows: new Set() };
  let steps: { now: number; before: number; since: number } = { now: 0, before: 0, since: Number.NEGATIVE_INFINITY };

  function* make(): Generator<void> {
    isDue = false;
    const fitScale = camera.fitted().scale;
    madeFor = fitScale;
    const ranks = rankPapers();
    const order = Array.from(papers.title.keys()).sort(
      (a, b) => ranks[a]! - ranks[b]! || papers.similarity[b]! - papers.similarity[a]! || a - b,
    );
    const crowd = Math.max(1, Math.sqrt(ranks.length / MANY));
    const floor = Float64Array.from(ranks, (rank) => {
      const [below, zoom] = FIRST_ZOOMS.find(([most]) => rank < most)!;
      return fitScale * zoom * (Number.isFinite(below) ? 1 : crowd);
    });
    const made = createTitleScales(ranks.length);
    // The first titles may be seen while the others are found.
    scales ??= made;
    const input = { xs: papers.x, ys: papers.y, grid, textOf, most: MOST_TITLE, order, floor, radius: LARGEST_RADIUS };
    let drawn = performance.now();
    for (const _ of placeTitles(input, made)) {
      yield;
      if (performance.now() - drawn < REDRAW_MS) continue;
      drawn = performance.now();
      hidden = { names: null, rows: new Set() };
      redraw();
    }
    scales = made;
    const sorted = scales.from.slice().sort();
    const nearlyAll = (sorted[Math.floor(SHARE_STANDING * (sorted.length - 1))] ?? 0) / fitScale;
    camera.limitZoom(Math.min(ZOOM_BOUNDS[1], Math.max(ZOOM_BOUNDS[0], 1.1 * nearlyAll)));
    hidden = { names: null, rows: new Set() };
    redraw();
  }

  /** Returns the rank of each paper among those of its topic, 0 for the most typical. */
  function rankPapers(): Float64Array {
    const ranks = new Float64Array(papers.title.length).fill(1e9);
    for (const { id, level } of data.topics) {
      if (level === 0) for (const [rank, row] of index.papersOf(id).entries()) ranks[row] = rank;
    }
    return ranks;
  }

  function findHidden(): ReadonlySet<number> {
    const names = standing.choose([]);
    if (hidden.names === names) return hidden.rows;
    const { scale, boxes } = standing.measure(names);
    const rows = new Set<number>();
    for (const { box } of boxes) {
      const [across, down] = [box.width / 2 + MOST_REACH, box.height / 2 + MOST_REACH];
      const found = grid.findInRectangle(
        (box.x - across) / scale,
        (box.y - down) / scale,
        (box.x + across) / scale,
        (box.y + down) / scale,
      );
      for (const row of found) {
        if (scales!.from[row]! > scale) continue;
        const { left, right, top, bottom } = reachOfTitle(textOf(row), scales!.side[row]!, LARGEST_RADIUS);
        const [x, y] = [papers.x[row]! * scale, papers.y[row]! * scale];
        const reach = {
          x: x + (left + right) / 2,
          y: y + (top + bottom) / 2,
          width: right - left,
          height: bottom - top,
        };
        if (meets(box, reach, 1)) rows.add(row);
      }
    }
    hidden = { names, rows };
    return rows;
  }

  return {
    choose(radius, isFront, covers) {
      const viewport = camera.viewport();
      if (madeFor !== camera.fitted().scale && !isDue) {
        isDue = true;
        stop();
        stop = workInSlices(make());
      }
      shown = [];
      const step = standing.step();
      if (step !== steps.now) steps = { now: step, before: steps.now, since: performance.now() };
      if (!scales || step === 0) return shown;
      const scaleOf = (at: number) => camera.fitted().scale * 2 ** (at / STEPS_PER_DOUBLING);
      const [now, before] = [scaleOf(step), scaleOf(steps.before)];
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const share = isStill ? 1 : Math.min(1, (performance.now() - steps.since) / FADE_MS);
      const from = toPlace(viewport, -MOST_REACH, -MOST_REACH / 4);
      const to = toPlace(viewport, viewport.width + MOST_REACH, viewport.height + MOST_REACH / 4);
      const underNames = findHidden();
      grid.visitRectangle(from.x, from.y, to.x, to.y, (row) => {
        if (scales!.from[row]! > now || underNames.has(row) || !isFront(row)) return true;
        const dot = toScreen(viewport, papers.x[row]!, papers.y[row]!);
        const { left, right, top, bottom } = reachOfTitle(textOf(row), scales!.side[row]!, radius);
        const edges = { left: dot.x + left, right: dot.x + right, top: dot.y + top, bottom: dot.y + bottom };
        if (isCovered(edges, covers)) return true;
        const opacity = scales!.from[row]! > before ? share : 1;
        shown.push({
          row,
          text: textOf(row),
          side: scales!.side[row]!,
          dot,
          edges,
          opacity,
        });
        return true;
      });
      if (share < 1) redraw();
      return shown;
    },
    findAt({ x, y }) {
      const found = shown.find(
        ({ edges: { left, right, top, bottom } }) => x >= left && x <= right && y >= top && y <= bottom,
      );
      return found?.row ?? -1;
    },
  };
}

/** Returns what sets a title by its row, once. */
function createTitleTexts(titles: readonly string[]): (row: number) => TitleText {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `${TITLE_FONT_SIZE}px ${FONT_FAMILY}`;
  const measure = createCharacterMeasure((character) => context.measureText(character).width);
  const texts = new Map<number, TitleText>();
  return (row) => {
    const known = texts.get(row);
    if (known) return known;
    const text = wrapTitle(titles[row]!, measure);
    texts.set(row, text);
    return text;
  };
}
