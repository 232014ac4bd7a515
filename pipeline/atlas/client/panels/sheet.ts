import { createElement, findElement } from "../elements.ts";

/** How much of a phone's page the sheet takes: its head, what leaves the map half of the page, or nearly all. */
const HEIGHTS = ["low", "half", "full"] as const;
type Height = (typeof HEIGHTS)[number];

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { down: "M5 8l5 5 5-5", up: "M5 12l5-5 5 5" };

/** The sheet that slides over the map on a phone. */
export type Sheet = {
  /** Returns buttons that make it higher and lower. */
  createSteps(): HTMLElement;
  /** Opens it where only its head is seen. */
  raise(): void;
};

/** Returns the sheet, which leaves the map half of the page at first. On a wide page it is the column beside the map, and always whole. */
export function createSheet(announce: (text: string) => void): Sheet {
  const root = document.documentElement;
  const buttons: { button: HTMLElement; by: 1 | -1 }[] = [];
  const height = () => root.dataset.sheet as Height;

  function set(next: Height): void {
    root.dataset.sheet = next;
    const place = HEIGHTS.indexOf(next);
    for (const { button, by } of buttons) {
      // Disabled buttons lose the focus.
      button.setAttribute("aria-disabled", String(!HEIGHTS[place + by]));
    }
  }

  function step(by: 1 | -1): void {
    const next = HEIGHTS[HEIGHTS.indexOf(height()) + by];
    if (!next) return;
    set(next);
    announce({ low: "The map alone.", half: "Map and list.", full: "The list alone." }[next]);
  }

  function createStep(by: 1 | -1, name: string): HTMLElement {
    const arrow = createArrow(by === 1 ? ARROWS.up : ARROWS.down);
    const button = createElement("button", { type: "button", "aria-label": name, title: name }, arrow);
    button.addEventListener("click", () => step(by));
    buttons.push({ button, by });
    return button;
  }

  set("half");
  return {
    createSteps() {
      const steps = [createStep(-1, "Less of the list, more of the map"), createStep(1, "More of the list")];
      set(height());
      return createElement(
        "div",
        { class: "sheet-steps", role: "group", "aria-label": "Height of the sheet" },
        ...steps,
      );
    },
    raise() {
      if (height() !== "low") return;
      set("half");
      findElement("side").scrollTop = 0;
    },
  };
}

function createArrow(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
