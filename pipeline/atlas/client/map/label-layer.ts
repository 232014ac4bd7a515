import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { chooseLabelPlace } from "./label-places.ts";
import {
  findStanding,
  LABEL_WEIGHT,
  type MapLabel,
  type PlacedLabels,
  placeMapLabels,
  setLabels,
  stepScale,
} from "./map-labels.ts";
import { FONT_FAMILY, locateLabel, type ShownLabel } from "./paint-overlay.ts";
import type { PointGrid } from "./point-grid.ts";
import { LEAST_ZOOM, MOST_ZOOM, type Viewport } from "./viewport.ts";

/** The names on the map. */
export type LabelLayer = {
  /** Returns what is to be drawn now; while names appear or leave, it asks for another frame. */
  choose(viewport: Viewport, fitScale: number): ShownLabel[];
  /** Returns the id of the topic whose name is at a pixel, or null. */
  findAt(viewport: Viewport, pixel: { x: number; y: number }): number | null;
  /** Returns the boxes of the names that stand, in view or not. */
  listStanding(
    viewport: Viewport,
    fitScale: number,
  ): { topic: number; x: number; y: number; width: number; height: number }[];
  /** Returns the topics named in the view, from the top left to the bottom right. */
  listInView(viewport: Viewport, fitScale: number): AtlasTopic[];
  /** Marks the name of a topic that is pointed at. */
  point(topic: number | null): void;
};

/** Names are set larger in wide windows. */
const COMMON_WIDTH = 1200;
const LEAST_ENLARGED = 0.88;
const MOST_ENLARGED = 1.25;
const FADE_MS = 150;
/** Papers can be pointed at through the halo of a name. */
const HALO = 4;
/** Names that begin within so many pixels of height are read as one line. */
const READING_BAND = 60;

/** Returns the layer of names. */
export function createLabelLayer(
  { data, index, state }: Omit<Atlas, "map">,
  grid: PointGrid,
  redraw: () => void,
): LabelLayer {
  const measure = createMeasure();
  let labels: MapLabel[] = [];
  const rowOf = new Map(data.topics.map(({ id }, row) => [id, row]));
  const opacities = new Float64Array(data.topics.length);
  let placed: PlacedLabels | null = null;
  let placedFor = 0;
  let step: number | null = null;
  let lastTime: number | null = null;
  let pointed: number | null = null;
  let standing: number[] = [];

  /** The intervals depend on the window only through the scale at which all of the map fits. */
  function choose(viewport: Viewport, fitScale: number): number[] {
    if (!placed || placedFor !== fitScale) {
      const enlarge = Math.min(MOST_ENLARGED, Math.max(LEAST_ENLARGED, viewport.width / COMMON_WIDTH));
      labels = setLabels(data.topics, measure, enlarge).map((name) => ({
        ...name,
        ...chooseLabelPlace(name.topic, name, index.papersOf(name.topic.id), data.papers, grid, fitScale),
      }));
      placed = placeMapLabels(labels, fitScale * LEAST_ZOOM, fitScale * MOST_ZOOM);
      placedFor = fitScale;
      step = null;
    }
    step = stepScale(viewport.scale / fitScale, step);
    // The least zoom is no whole step.
    return findStanding(placed, Math.max(step, LEAST_ZOOM) * fitScale);
  }

  /** The name of the selected or pointed topic stands at any zoom, and those that it would overlap step back. */
  function insist(chosen: readonly number[], scale: number): number[] {
    const wanted = [state.get().topic, pointed].flatMap((id) => (id === null ? [] : [rowOf.get(id)!]));
    let shown = [...chosen];
    for (const row of wanted) {
      if (shown.includes(row)) continue;
      shown = [...shown.filter((other) => !overlap(labels[other]!, labels[row]!, scale)), row];
    }
    return shown;
  }

  /** Returns the opacity of each label moved towards its goal, and whether all are there. */
  function fade(goals: Float64Array): boolean {
    const now = performance.now();
    const isFirst = lastTime === null;
    const passed =
      isFirst || matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : Math.min(1, (now - lastTime!) / FADE_MS);
    let isDone = true;
    for (const [row, goal] of goals.entries()) {
      const change = goal - opacities[row]!;
      opacities[row]! += Math.sign(change) * Math.min(Math.abs(change), passed);
      if (opacities[row] !== goal) isDone = false;
    }
    lastTime = isDone && !isFirst ? now - FADE_MS / 8 : now;
    return isDone;
  }

  return {
    choose(viewport, fitScale) {
      standing = insist(choose(viewport, fitScale), viewport.scale);
      const { topic } = state.get();
      const family = topic === null ? null : index.familyOf(topic);
      const goals = new Float64Array(labels.length);
      for (const row of standing) goals[row] = 1;
      if (!fade(goals)) redraw();
      return labels.flatMap((label, row) => {
        const { id } = label.topic;
        const isFront = !family || family.has(id) || id === pointed || isAbove(id, topic);
        const isMarked = id === pointed || id === topic;
        return opacities[row]! > 0 ? [{ label, opacity: opacities[row]!, isMarked, isFaded: !isFront }] : [];
      });
    },
    findAt(viewport, pixel) {
      for (const row of [...standing].reverse()) {
        const { topic, width, height } = labels[row]!;
        const { x, y } = locateLabel(labels[row]!, viewport);
        const isInside = Math.abs(pixel.x - x) <= width / 2 - HALO && Math.abs(pixel.y - y) <= height / 2 - HALO;
        if (isInside) return topic.id;
      }
      return null;
    },
    listStanding(viewport, fitScale) {
      return choose(viewport, fitScale).map((row) => {
        const { topic, width, height } = labels[row]!;
        return { topic: topic.id, ...locateLabel(labels[row]!, viewport), width, height };
      });
    },
    listInView(viewport, fitScale) {
      const inView = choose(viewport, fitScale)
        .map((row) => ({
          topic: labels[row]!.topic,
          ...locateLabel(labels[row]!, viewport),
        }))
        .filter(({ x, y }) => x >= 0 && y >= 0 && x <= viewport.width && y <= viewport.height);
      const band = (y: number) => Math.floor(y / READING_BAND);
      inView.sort((a, b) => band(a.y) - band(b.y) || a.x - b.x || a.topic.id - b.topic.id);
      return inView.map(({ topic }) => topic);
    },
    point(topic) {
      if (topic === pointed) return;
      pointed = topic;
      redraw();
    },
  };

  function isAbove(id: number, topic: number | null): boolean {
    return topic !== null && index.familyOf(id).has(topic);
  }
}

function overlap(a: MapLabel, b: MapLabel, scale: number): boolean {
  return (
    Math.abs(a.x - b.x) * scale < (a.width + b.width) / 2 &&
    Math.abs((a.y - b.y) * scale + a.shift - b.shift) < (a.height + b.height) / 2
  );
}

function createMeasure(): (text: string, fontSize: number) => number {
  const context = document.createElement("canvas").getContext("2d")!;
  return (text, fontSize) => {
    context.font = `${LABEL_WEIGHT} ${fontSize}px ${FONT_FAMILY}`;
    return context.measureText(text).width;
  };
}
