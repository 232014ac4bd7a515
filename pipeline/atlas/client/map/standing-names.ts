import type { Box, LineSegment } from "../../../charts/boxes.ts";
import type { Atlas, Edges } from "../atlas.ts";
import type { Camera } from "./camera.ts";
import { meets } from "./name-ground.ts";
import { findPlaceBeside, type NamePlace, type NameRequest } from "./name-places.ts";
import { buildNameField, requestNames } from "./name-requests.ts";
import { sampleForNames } from "./name-sample.ts";
import { createNameSteps, drawPlace, type NameSteps, STEPS_PER_DOUBLING } from "./name-steps.ts";
import { type MeasureNameText, type NameText, type SetName, setNames } from "./name-texts.ts";
import { FONT_FAMILY } from "./paint-names.ts";
import { chooseRadius } from "./paint-points.ts";
import type { PointGrid } from "./point-grid.ts";
import { findStep } from "./zoom-steps.ts";

/** Names are set larger in wide windows; this width, in CSS pixels, is the common one. */
const COMMON_WIDTH = 1200;
const LEAST_ENLARGED = 0.88;
const MOST_ENLARGED = 1.25;
/** Room between names and the edge of the window, or a control, in CSS pixels. */
const EDGE = 4;

/** The longest line to a name: a share of the window's width, within these, in CSS pixels. */
const LINE_SHARE = 0.16;
const LEAST_MOST_LINE = 48;
const MOST_LINE = 170;

/** A name that stands, and where on the map. */
export type StandingName = { name: SetName; text: NameText; place: NamePlace };

/** The names that have room at each step of the zoom. */
export type StandingNames = {
  /** Returns the names that stand, and those of `wanted` topics, before which those step back that they would overlap. The same list while nothing changes. */
  choose(wanted: readonly number[]): readonly StandingName[];
  /** Returns the boxes and lines of those names at the step, in map pixels, with the step's scale. */
  measure(names: readonly StandingName[]): { scale: number; boxes: { box: Box; line: LineSegment | null }[] };
  /** The step of the zoom that names are chosen for. */
  step(): number;
  /** Places the names of the next step that was not asked for yet; returns whether there may be more. */
  prepareNext(): boolean;
};

/**
 * Returns the names with where they stand. They are set and placed anew only when the scale at which all of the map fits changes. `listCovers` gives the
 * controls over the map, in CSS pixels from its corner.
 */
export function createStandingNames(
  { data, index }: Pick<Atlas, "data" | "index">,
  grid: PointGrid,
  camera: Camera,
  listCovers: () => Edges[],
): StandingNames {
  const measureText = createMeasure();
  const sample = sampleForNames(data.papers);
  const field = buildNameField(data, grid, sample);
  let requests: (NameRequest & { name: SetName })[] = [];
  let steps: NameSteps = { at: () => [], count: () => 0 };
  let placedFor = "";
  let step: number | null = null;
  let last: { key: string; names: readonly StandingName[] } = { key: "", names: [] };

  function radiusAt(zoom: number): number {
    const { width, height } = camera.viewport();
    return chooseRadius(data.papers.id.length, zoom, width, height);
  }

  function placeAll(): void {
    const { width, height } = camera.viewport();
    const { x, y, scale } = camera.fitted();
    const enlarge = Math.min(MOST_ENLARGED, Math.max(LEAST_ENLARGED, width / COMMON_WIDTH));
    const [left, top] = [x * scale - width / 2, y * scale - height / 2];
    requests = requestNames(setNames(data.topics, measureText, enlarge), data, index, sample);
    steps = createNameSteps({
      names: requests,
      field,
      fitScale: scale,
      mostLine: Math.min(MOST_LINE, Math.max(LEAST_MOST_LINE, LINE_SHARE * width)),
      radiusAt,
      frame: {
        edges: {
          left: left + EDGE,
          top: top + EDGE,
          right: left + width - EDGE,
          bottom: top + height - camera.foot() - EDGE,
        },
        covers: listCovers().map((cover) => ({
          x: left + (cover.left + cover.right) / 2,
          y: top + (cover.top + cover.bottom) / 2,
          width: cover.right - cover.left + 2 * EDGE,
          height: cover.bottom - cover.top + 2 * EDGE,
        })),
      },
    });
    step = null;
    last = { key: "", names: [] };
  }

  const scaleOf = (at: number) => camera.fitted().scale * 2 ** (at / STEPS_PER_DOUBLING);

  function insist(chosen: readonly StandingName[], id: number, at: number): StandingName[] {
    const request = requests.find((other) => other.id === id);
    if (!request || chosen.some(({ name }) => name.topic.id === id)) return [...chosen];
    const scale = scaleOf(at);
    const radius = radiusAt(2 ** (at / STEPS_PER_DOUBLING));
    const alone = findPlaceBeside(request, { field, scale, dotRadius: radius, mostLine: 0, taken: [], frame: null });
    const place = alone ?? { text: request.texts.length - 1, ...request.anchor, tip: null };
    const { box } = drawPlace(place, request, scale);
    const stay = chosen.filter((other) => !meets(box, drawPlace(other.place, other.name, scale).box, 0));
    return [...stay, { name: request.name, text: request.name.texts[place.text]!, place }];
  }

  return {
    step: () => step ?? 0,
    prepareNext() {
      const isOver = 2 ** (steps.count() / STEPS_PER_DOUBLING) > camera.viewport().mostZoom;
      if (!isOver) steps.at(steps.count());
      return !isOver;
    },
    choose(wanted) {
      const { width, zoom } = camera.viewport();
      const key = `${width} ${camera.fitted().scale}`;
      if (placedFor !== key) {
        placedFor = key;
        placeAll();
      }
      step = findStep(zoom, step);
      const listKey = [step, ...wanted].join();
      if (last.key !== listKey) {
        const chosen = steps.at(step).flatMap((place, row): StandingName[] => {
          const { name } = requests[row]!;
          return place ? [{ name, text: name.texts[place.text]!, place }] : [];
        });
        last = { key: listKey, names: wanted.reduce((names, id) => insist(names, id, step!), chosen) };
      }
      return last.names;
    },
    measure(names) {
      const scale = scaleOf(step ?? 0);
      return { scale, boxes: names.map(({ name, place }) => drawPlace(place, name, scale)) };
    },
  };
}

function createMeasure(): MeasureNameText {
  const context = document.createElement("canvas").getContext("2d")!;
  return (text, fontSize, fontWeight) => {
    context.font = `${fontWeight} ${fontSize}px ${FONT_FAMILY}`;
    return context.measureText(text).width;
  };
}
