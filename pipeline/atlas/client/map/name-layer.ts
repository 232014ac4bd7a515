import { nearestInBox } from "../../../charts/boxes.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas, Edges, NameBounds } from "../atlas.ts";
import type { Camera } from "./camera.ts";
import { edgesOf, isCovered, moveIntoSight } from "./clear-sight.ts";
import { createFade } from "./fade.ts";
import { createGlide } from "./glide.ts";
import type { ShownName } from "./paint-names.ts";
import type { StandingName, StandingNames } from "./standing-names.ts";
import { toScreen } from "./viewport.ts";

/** The names on the map. */
export type NameLayer = {
  /** Returns what is to be drawn now, names under the covers left out, null for none; while names appear, move or leave, it asks for another frame. */
  choose(covers: readonly Edges[] | null): ShownName[];
  /** Returns the id of the topic whose name is at a pixel, or null. */
  findAt(pixel: { x: number; y: number }): number | null;
  /** Returns the boxes and lines of the names that stand, in view or not. */
  listStanding(): NameBounds[];
  /** Returns the topics named in the view, from the top left to the bottom right. */
  listInView(): AtlasTopic[];
  /** Marks the name of a topic that is pointed at. */
  point(topic: number | null): void;
};

/** Papers can be pointed at through the halo of a name. */
const HALO = 4;
/** Names that begin within so many pixels of height are read as one line. */
const READING_BAND = 60;

/** Returns the layer of names. That of the selected or pointed topic stands at any zoom; those that it would overlap step back. */
export function createNameLayer(
  { data, index, state }: Omit<Atlas, "map">,
  camera: Camera,
  standing: StandingNames,
  redraw: () => void,
): NameLayer {
  const readTime = () => performance.now();
  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rowOf = new Map(data.topics.map(({ id }, row) => [id, row]));
  const fade = createFade(data.topics.length, readTime, isStill);
  const sight = createFade(data.topics.length, readTime, isStill);
  const glide = createGlide(readTime, isStill);
  /** Each name as it stood last, for those that are leaving. */
  const lastOf = new Map<number, StandingName>();
  let pointed: number | null = null;
  let shown: readonly StandingName[] = [];
  /** What lay over the map when it was drawn last. */
  let lastCovers: readonly Edges[] = [];

  function listWanted(): number[] {
    const { topic } = state.get();
    return [topic, pointed].flatMap((id) => (id === null ? [] : [id]));
  }

  /** The name of the chosen topic, or of the pointed one, is moved into sight. */
  function locate(
    { name, text, place }: StandingName,
    middle: { x: number; y: number },
    covers: readonly Edges[] = [],
  ) {
    const viewport = camera.viewport();
    const placed = { ...toScreen(viewport, middle.x, middle.y), width: text.width, height: text.height };
    const box = listWanted().includes(name.topic.id) ? moveIntoSight(placed, viewport, covers) : placed;
    if (!place.tip) return { box, line: null };
    const tip = toScreen(viewport, place.tip.x, place.tip.y);
    const end = nearestInBox(box, tip.x, tip.y);
    return { box, line: { x1: tip.x, y1: tip.y, x2: end.x, y2: end.y } };
  }

  function listStanding(): NameBounds[] {
    return standing.choose([]).map((name) => {
      const { box, line } = locate(name, name.place);
      return { topic: name.name.topic.id, ...box, line };
    });
  }

  return {
    choose(covers) {
      if (covers) lastCovers = covers;
      const { topic } = state.get();
      shown = standing.choose(listWanted());
      const goals = new Float64Array(data.topics.length);
      const clear = new Float64Array(data.topics.length).fill(1);
      for (const name of shown) {
        const { id } = name.name.topic;
        goals[rowOf.get(id)!] = 1;
        lastOf.set(id, name);
        if (covers && isCovered(edgesOf(locate(name, name.place, covers).box), covers)) clear[rowOf.get(id)!] = 0;
      }
      shown = shown.filter(({ name }) => clear[rowOf.get(name.topic.id)!] === 1);
      const isDone = fade.step(goals);
      const isClear = covers === null || sight.step(clear);
      const isFront = (id: number) =>
        topic === null || id === pointed || index.familyOf(topic).has(id) || index.familyOf(id).has(topic);
      const drawn: ShownName[] = [];
      for (const name of lastOf.values()) {
        const { id } = name.name.topic;
        const faded = fade.opacities[rowOf.get(id)!]!;
        if (faded === 0) {
          glide.forget(id);
          continue;
        }
        const { box, line } = locate(name, glide.move(id, name.place), covers ?? []);
        const opacity = covers ? faded * sight.opacities[rowOf.get(id)!]! : faded;
        if (opacity === 0) continue;
        const isMarked = id === pointed || id === topic;
        drawn.push({ name: name.name, text: name.text, box, line, opacity, isMarked, isFaded: !isFront(id) });
      }
      if (glide.isUnderWay() || !isDone || !isClear) redraw();
      return drawn.sort((a, b) => a.name.topic.level - b.name.topic.level || a.name.topic.id - b.name.topic.id);
    },
    findAt(pixel) {
      for (const name of [...shown].reverse()) {
        const { box } = locate(name, name.place, lastCovers);
        const isInside =
          Math.abs(pixel.x - box.x) <= box.width / 2 - HALO && Math.abs(pixel.y - box.y) <= box.height / 2 - HALO;
        if (isInside) return name.name.topic.id;
      }
      return null;
    },
    listStanding,
    listInView() {
      const { width, height } = camera.viewport();
      const inView = listStanding().filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
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
