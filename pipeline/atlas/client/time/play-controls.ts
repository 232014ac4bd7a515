import { formatCount } from "../../../text/format-figure.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { writeShownDay } from "../shown-days.ts";
import type { ChosenDays } from "./brush.ts";
import {
  chooseWindow,
  listWindows,
  nameWindow,
  PLAY_SPEEDS,
  type PlaySpeed,
  startWindow,
  stepLength,
  stepWindow,
} from "./play.ts";
import type { TimeBins } from "./time-bins.ts";

/** Returns the button that walks a window through time, and the choices of its width and speed. `choose` shows days. */
export function createPlayControls(
  { state, matches, announce, data }: Omit<Atlas, "map">,
  bins: TimeBins,
  choose: (days: ChosenDays) => void,
): HTMLElement {
  const icon = createElement("span", { "aria-hidden": "true" });
  const name = createElement("span", {});
  const button = createElement("button", { type: "button", class: "plain", id: "play" }, icon, name);
  const windows = createSelect(
    "play-window",
    listWindows(bins).map((width) => [String(width), nameWindow(bins.unit, width)]),
  );
  const speeds = createSelect(
    "play-speed",
    PLAY_SPEEDS.map((speed) => [String(speed), `${speed}×`]),
  );
  let timer = 0;

  const width = () => chooseWindow(bins, state.get().playWindow);

  function describeDays(): string {
    const [low, high] = state.get().filters.dates ?? [bins.first, bins.last];
    const { found, shown } = matches.get();
    const mask = found ?? shown;
    const count = mask ? mask.reduce((sum, one) => sum + one, 0) : data.papers.id.length;
    return `${writeShownDay(low, data.dates)} to ${writeShownDay(high, data.dates)}, ${formatCount(count, "paper")}`;
  }

  function step(): void {
    const { filters, playSpeed } = state.get();
    const next = stepWindow(bins, filters.dates, width());
    if (next === null) {
      state.update({ isPlaying: false });
      announce(`The end: ${describeDays()}`);
      return;
    }
    choose(next);
    timer = window.setTimeout(step, stepLength(playSpeed));
  }

  function play(): void {
    const { filters, playSpeed } = state.get();
    const isAtEnd = stepWindow(bins, filters.dates, width()) === null;
    state.update({ isPlaying: true });
    if (isAtEnd) choose(startWindow(bins, width()));
    announce(`Playing, ${nameWindow(bins.unit, width())}`);
    timer = window.setTimeout(step, stepLength(playSpeed));
  }

  button.addEventListener("click", () => {
    if (!state.get().isPlaying) {
      play();
      return;
    }
    state.update({ isPlaying: false });
    announce(`Paused: ${describeDays()}`);
  });
  windows.select.addEventListener("change", () => state.update({ playWindow: Number(windows.select.value) }));
  speeds.select.addEventListener("change", () => state.update({ playSpeed: Number(speeds.select.value) as PlaySpeed }));

  function show(): void {
    const { isPlaying, playSpeed } = state.get();
    if (!isPlaying) window.clearTimeout(timer);
    icon.textContent = isPlaying ? "❚❚" : "▶";
    name.textContent = isPlaying ? "Pause" : "Play";
    windows.select.value = String(width());
    speeds.select.value = String(playSpeed);
    // Counts that change several times a second are not to be read out.
    document.getElementById("status")?.setAttribute("aria-live", isPlaying ? "off" : "polite");
  }
  state.subscribe(show, ["isPlaying", "playWindow", "playSpeed"]);
  show();
  return createElement(
    "span",
    { class: "play" },
    button,
    createElement("label", {}, createElement("span", {}, "Window"), windows.select),
    createElement("label", {}, createElement("span", {}, "Speed"), speeds.select),
  );
}

function createSelect(id: string, options: readonly (readonly [value: string, name: string])[]) {
  const select = createElement("select", { id });
  for (const [value, name] of options) select.append(createElement("option", { value }, name));
  return { select };
}
