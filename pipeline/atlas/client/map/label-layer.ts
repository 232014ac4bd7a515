import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas, LabelBounds } from "../atlas.ts";
import { insistOnLabels } from "./insist-labels.ts";
import { createLabelFade } from "./label-fade.ts";
import { locateLabel, type ShownLabel } from "./paint-overlay.ts";
import type { PointGrid } from "./point-grid.ts";
import { createStandingLabels } from "./standing-labels.ts";
import type { Viewport } from "./viewport.ts";

/** The names on the map. */
export type LabelLayer = {
  /** Returns what is to be drawn now; while names appear or leave, it asks for another frame. */
  choose(viewport: Viewport, fitScale: number): ShownLabel[];
  /** Returns the id of the topic whose name is at a pixel, or null. */
  findAt(viewport: Viewport, pixel: { x: number; y: number }): number | null;
  /** Returns the boxes of the names that stand, in view or not. */
  listStanding(viewport: Viewport, fitScale: number): LabelBounds[];
  /** Returns the topics named in the view, from the top left to the bottom right. */
  listInView(viewport: Viewport, fitScale: number): AtlasTopic[];
  /** Marks the name of a topic that is pointed at. */
  point(topic: number | null): void;
};

/** Papers can be pointed at through the halo of a name. */
const HALO = 4;
/** Names that begin within so many pixels of height are read as one line. */
const READING_BAND = 60;

/** Returns the layer of names. That of the selected or pointed topic stands at any zoom; those that it would overlap step back. */
export function createLabelLayer(
  { data, index, state }: Omit<Atlas, "map">,
  grid: PointGrid,
  redraw: () => void,
): LabelLayer {
  const rowOf = new Map(data.topics.map(({ id }, row) => [id, row]));
  const standing = createStandingLabels({ data, index }, grid);
  const fade = createLabelFade(
    data.topics.length,
    () => performance.now(),
    () => matchMedia("(prefers-reduced-motion: reduce)").matches,
  );
  let pointed: number | null = null;
  let shown: number[] = [];

  function listStanding(viewport: Viewport, fitScale: number): LabelBounds[] {
    return standing.choose(viewport, fitScale).map((row) => {
      const label = standing.labels[row]!;
      const { x, y } = locateLabel(label, viewport);
      return { topic: label.topic.id, x, y, width: label.width, height: label.height };
    });
  }

  return {
    choose(viewport, fitScale) {
      const { topic } = state.get();
      const wanted = [topic, pointed].flatMap((id) => (id === null ? [] : [rowOf.get(id)!]));
      const chosen = standing.choose(viewport, fitScale);
      shown = insistOnLabels(chosen, wanted, standing.labels, viewport.scale);
      const goals = new Float64Array(data.topics.length);
      for (const row of shown) goals[row] = 1;
      if (!fade.step(goals)) redraw();
      const isFront = (id: number) =>
        topic === null || id === pointed || index.familyOf(topic).has(id) || index.familyOf(id).has(topic);
      return standing.labels.flatMap((label, row) => {
        const { id } = label.topic;
        const opacity = fade.opacities[row]!;
        const isMarked = id === pointed || id === topic;
        return opacity > 0 ? [{ label, opacity, isMarked, isFaded: !isFront(id) }] : [];
      });
    },
    findAt(viewport, pixel) {
      for (const row of [...shown].reverse()) {
        const label = standing.labels[row]!;
        const { x, y } = locateLabel(label, viewport);
        const isInside =
          Math.abs(pixel.x - x) <= label.width / 2 - HALO && Math.abs(pixel.y - y) <= label.height / 2 - HALO;
        if (isInside) return label.topic.id;
      }
      return null;
    },
    listStanding,
    listInView(viewport, fitScale) {
      const { width, height } = viewport;
      const inView = listStanding(viewport, fitScale).filter(
        ({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height,
      );
      return sortForReading(inView).map(({ topic }) => index.topicById.get(topic)!);
    },
    point(topic) {
      if (topic === pointed) return;
      pointed = topic;
      redraw();
    },
  };
}

/** Returns names in the order in which they are read: by bands from the top, in each from the left. */
export function sortForReading<Name extends { topic: number; x: number; y: number }>(names: readonly Name[]): Name[] {
  const band = (y: number) => Math.floor(y / READING_BAND);
  return [...names].sort((a, b) => band(a.y) - band(b.y) || a.x - b.x || a.topic - b.topic);
}
