import { readDay, writeDay } from "../../calendar-day.ts";
import { ROLES } from "../../topics/paper-role.ts";
import { type AtlasState, COLORINGS, INITIAL_STATE, LIST_ORDERS, PANELS, type Shape, type View } from "./state.ts";
import { PLAY_SPEEDS } from "./time/play.ts";

/** The part of the state that a link carries: all but what the mouse does, and the reader's own theme. */
type LinkedState = Omit<AtlasState, "hovered" | "tool" | "theme" | "isPlaying">;

/** What a fragment is read against: papers are linked by their id, which holds when papers are added. */
export type LinkTargets = { paperIds: readonly string[]; topicIds: readonly number[]; sources: readonly string[] };

/** Returns the state as the text behind the # of the address, without it; "" for the state at the start. */
export function writeFragment(state: LinkedState, { paperIds }: LinkTargets): string {
  const {
    view,
    topic,
    paper,
    query,
    filters,
    selection,
    coloring,
    panel,
    isInView,
    order,
    table,
    isTimelineFolded,
    playWindow,
    playSpeed,
  } = state;
  const parts = new URLSearchParams();
  if (view) parts.set("at", [Math.round(view.x), Math.round(view.y), Number(view.zoom.toPrecision(4))].join());
  if (topic !== null) parts.set("topic", String(topic));
  if (paper !== null) parts.set("paper", paperIds[paper]!);
  if (query !== "") parts.set("q", query);
  if (filters.topics.length > 0) parts.set("topics", filters.topics.join());
  for (const source of filters.sources) parts.append("source", source);
  if (filters.roles.length > 0) parts.set("roles", filters.roles.join());
  if (filters.dates) parts.set("dates", filters.dates.map(writeDay).join(".."));
  if (selection) parts.set(selection.kind, selection.points.map(Math.round).join());
  if (coloring !== "topic") parts.set("color", coloring);
  if (panel !== INITIAL_STATE.panel) parts.set("panel", panel);
  if (isInView) parts.set("view", "1");
  if (order !== INITIAL_STATE.order) parts.set("order", order);
  if (table) parts.set("table", "1");
  if (isTimelineFolded !== null) parts.set("timeline", isTimelineFolded ? "folded" : "open");
  if (playWindow !== null) parts.set("window", String(playWindow));
  if (playSpeed !== 1) parts.set("speed", String(playSpeed));
  return parts.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
}

/** Returns the state that a fragment names. What it cannot read, or what this page does not have, stays as at the start. */
export function readFragment(fragment: string, targets: LinkTargets): LinkedState {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const topic = Number(parts.get("topic") ?? Number.NaN);
  const paper = targets.paperIds.indexOf(parts.get("paper") ?? "");
  return {
    view: readView(parts.get("at")),
    topic: targets.topicIds.includes(topic) ? topic : null,
    paper: paper === -1 ? null : paper,
    query: parts.get("q") ?? "",
    filters: {
      topics: readNumbers(parts.get("topics")).filter((id) => targets.topicIds.includes(id)),
      sources: parts.getAll("source").filter((source) => targets.sources.includes(source)),
      roles: (parts.get("roles") ?? "").split(",").flatMap((name) => ROLES.find((role) => role === name) ?? []),
      dates: readDates(parts.get("dates")),
    },
    selection: readShape(parts),
    coloring: COLORINGS.find((name) => name === parts.get("color")) ?? INITIAL_STATE.coloring,
    panel: PANELS.find((name) => name === parts.get("panel")) ?? INITIAL_STATE.panel,
    order: LIST_ORDERS.find((name) => name === parts.get("order")) ?? INITIAL_STATE.order,
    isInView: parts.get("view") === "1",
    table: parts.get("table") === "1",
    isTimelineFolded: FOLDS.get(parts.get("timeline") ?? "") ?? null,
    playWindow: readWhole(parts.get("window")),
    playSpeed: PLAY_SPEEDS.find((speed) => String(speed) === parts.get("speed")) ?? 1,
  };
}

const FOLDS = new Map([
  ["folded", true],
  ["open", false],
]);

/** Returns a whole number of 0 or more of at most four digits; null where the text is none. */
function readWhole(text: string | null): number | null {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function readView(text: string | null): View | null {
  const [x, y, zoom] = readNumbers(text);
  return x === undefined || y === undefined || zoom === undefined || zoom <= 0 ? null : { x, y, zoom };
}

function readShape(parts: URLSearchParams): Shape | null {
  for (const kind of ["rectangle", "lasso"] as const) {
    const points = readNumbers(parts.get(kind));
    const isWhole = kind === "rectangle" ? points.length === 4 : points.length >= 6 && points.length % 2 === 0;
    if (isWhole) return { kind, points };
  }
  return null;
}

function readDates(text: string | null): [number, number] | null {
  const days = (text ?? "").split("..").map(readDay);
  const [first, last] = days;
  return days.length === 2 && typeof first === "number" && typeof last === "number" ? [first, last] : null;
}

/** Returns the numbers of a list, or none when one of them is not a finite number. */
function readNumbers(text: string | null): number[] {
  const numbers = text ? text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part))) : [];
  return numbers.every(Number.isFinite) ? numbers : [];
}
