import { formatPercent } from "../../../text/format-figure.ts";
import type { Atlas, MapControl } from "../atlas.ts";
import { createDot } from "../dot.ts";
import { createElement, findElement } from "../elements.ts";
import type { Coloring, Tool } from "../state.ts";
import { listColorings, type PointColors } from "./coloring.ts";
import { ZOOM_STEP } from "./keyboard.ts";
import { connectSaveMenu } from "./save-menu.ts";

const PAN_STEP = 1 / 4;

/** Makes the buttons round the map work, and shows on them what is chosen. */
export function connectToolbar({ data, state, announce }: Omit<Atlas, "map">, map: MapControl): void {
  const onClick = (id: string, action: () => void) => findElement(id).addEventListener("click", action);
  onClick("zoom-in", () => map.zoomBy(ZOOM_STEP));
  onClick("zoom-out", () => map.zoomBy(1 / ZOOM_STEP));
  onClick("zoom-fit", () => map.fit());
  onClick("move-up", () => map.panBy(0, -PAN_STEP));
  onClick("move-down", () => map.panBy(0, PAN_STEP));
  onClick("move-left", () => map.panBy(-PAN_STEP, 0));
  onClick("move-right", () => map.panBy(PAN_STEP, 0));
  connectSaveMenu(map, announce);

  const tools = [...document.querySelectorAll<HTMLElement>("[data-tool]")].filter(
    ({ tagName }) => tagName === "BUTTON",
  );
  for (const button of tools) {
    button.addEventListener("click", () => state.update({ tool: button.dataset.tool as Tool }));
  }
  const coloring = findElement<HTMLSelectElement>("coloring");
  const shown = listColorings(data);
  coloring.replaceChildren(...shown.map((name) => createElement("option", { value: name }, name)));
  coloring.addEventListener("change", () => state.update({ coloring: coloring.value as Coloring }));
  const show = () => {
    const { tool, coloring: chosen } = state.get();
    for (const button of tools) button.setAttribute("aria-pressed", String(button.dataset.tool === tool));
    findElement("map").dataset.tool = tool;
    coloring.value = chosen;
  };
  state.subscribe(show, ["tool", "coloring"]);
  show();
  const { trustworthiness, neighbors } = data.quality;
  if (trustworthiness !== null && neighbors !== null) {
    findElement("map-trust").textContent =
      `Trustworthiness of a paper's ${neighbors} nearest: ${formatPercent(trustworthiness)}.`;
  }
}

/** Shows what the colours mean, where they are not those of the topics. */
export function showLegend({ legend }: PointColors): void {
  const element = findElement("legend");
  element.hidden = legend.length === 0;
  const items = legend.map(({ color, text }) =>
    createElement("li", {}, createDot(color), createElement("bdi", {}, text)),
  );
  element.replaceChildren(createElement("ul", {}, ...items));
}
