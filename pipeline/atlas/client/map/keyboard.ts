import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";

/** What the keys do on the map. */
export type KeyActions = {
  panBy(x: number, y: number): void;
  zoomBy(factor: number): void;
  fit(): void;
  flyToTopic(id: number): void;
  /** Moves the view so that a paper is seen, if it is not. */
  reveal(row: number): void;
  /** Topics whose names can be read now, in reading order. */
  listTopics(): AtlasTopic[];
  /** The topic that the keys are at. */
  point(topic: number | null): void;
};

export const ZOOM_STEP = 1.5;
const PAN_STEP = 1 / 8;

/** Arrows, + - 0, N and P, Enter, Escape and slash, while the map has the focus. */
export function listenToKeys(element: HTMLElement, atlas: Omit<Atlas, "map">, actions: KeyActions): void {
  const { data, index, state, announce } = atlas;
  let pointed: number | null = null;
  /** Place among the papers of the topic that was entered. */
  let walked: number | null = null;

  function point(topic: number | null): void {
    pointed = topic;
    walked = null;
    actions.point(topic);
  }

  function step(by: number): void {
    const topics = actions.listTopics();
    if (topics.length === 0) {
      announce("No topic is named in this view.");
      return;
    }
    const last = topics.findIndex(({ id }) => id === pointed);
    const next = topics[last === -1 ? (by > 0 ? 0 : topics.length - 1) : (last + by + topics.length) % topics.length]!;
    point(next.id);
    const near = next.nearest === null ? null : index.topicById.get(next.nearest);
    const place = `${topics.indexOf(next) + 1} of ${topics.length}`;
    announce(`${next.label}, ${next.size} papers${near ? `, nearest to ${near.label}` : ""}. ${place}.`);
  }

  function enter(): void {
    if (walked !== null && state.get().hovered !== null) {
      state.update({ paper: state.get().hovered });
      return;
    }
    const topic = pointed ?? state.get().topic;
    if (topic === null) {
      step(1);
      return;
    }
    state.update({ topic });
    actions.flyToTopic(topic);
    walked = -1;
    announce(`${index.topicById.get(topic)!.label} is open. Down and up walk its papers.`);
  }

  function walk(by: number): void {
    const topic = state.get().topic;
    if (topic === null) return;
    const rows = index.papersOf(topic);
    walked = Math.min(rows.length - 1, Math.max(0, (walked ?? -1) + by));
    const row = rows[walked]!;
    state.update({ hovered: row });
    actions.reveal(row);
    announce(`${data.papers.title[row]}. ${walked + 1} of ${rows.length}.`);
  }

  function goBack(): void {
    const { paper, hovered, topic, selection } = state.get();
    if (hovered !== null) {
      walked = null;
      state.update({ hovered: null });
    } else if (paper !== null) state.update({ paper: null });
    else if (selection !== null) state.update({ selection: null });
    else if (topic !== null) state.update({ topic: null });
    else if (pointed !== null) point(null);
    else element.blur();
  }

  const isWalking = () => walked !== null && state.get().topic !== null;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => actions.panBy(-PAN_STEP, 0),
    ArrowRight: () => actions.panBy(PAN_STEP, 0),
    ArrowUp: () => (isWalking() ? walk(-1) : actions.panBy(0, -PAN_STEP)),
    ArrowDown: () => (isWalking() ? walk(1) : actions.panBy(0, PAN_STEP)),
    "+": () => actions.zoomBy(ZOOM_STEP),
    "=": () => actions.zoomBy(ZOOM_STEP),
    "-": () => actions.zoomBy(1 / ZOOM_STEP),
    "0": actions.fit,
    n: () => step(1),
    p: () => step(-1),
    Enter: enter,
    Escape: goBack,
    "/": () => document.querySelector<HTMLInputElement>("#search input")?.focus(),
  };

  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  // What the mouse brought up can be sent away wherever the focus is.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.get().hovered !== null) state.update({ hovered: null });
  });
  element.addEventListener("blur", () => {
    if (pointed !== null) point(null);
  });
}
