import { FRACTION_UNIT } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createDot } from "../dot.ts";
import { createElement, findElement } from "../elements.ts";
import { nameNoTopic } from "../panels/describe.ts";
import { currentGround } from "./palette.ts";

/** The box that names the paper pointed at. */
export type Tooltip = {
  /** Shows it at a pixel; `covered` is what lies over the right of the map, in CSS pixels. */
  show(row: number, pixel: { x: number; y: number }, covered: number): void;
  hide(): void;
};

const GAP = 14;
const EDGE = 8;
/** Below this probability the second topic is named too. */
const UNSURE = 0.6;
const LONGEST_TITLE = 300;

/** Returns the tooltip; a paper's title stands in it as text. */
export function createTooltip({ data, index }: Pick<Atlas, "data" | "index">): Tooltip {
  const element = findElement("map-tooltip");
  const { papers } = data;
  let shownRow = -1;

  function fill(row: number): void {
    const topic = index.findTopic(row);
    const ground = currentGround();
    const title = papers.title[row]!;
    element.replaceChildren(
      createElement(
        "strong",
        { dir: "auto" },
        title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title,
      ),
    );
    const probability = papers.probability[row]! / FRACTION_UNIT;
    const color = topic ? (ground.isDark ? topic.darkColor : topic.color) : ground.quiet;
    element.append(createElement("p", {}, createDot(color), topic ? topic.label : nameNoTopic(papers, row)));
    const second = index.topicById.get(papers.secondTopic[row]!);
    if (topic && second && probability < UNSURE) element.append(createElement("p", {}, `near ${second.label} too`));
  }

  return {
    show(row, pixel, covered) {
      if (row !== shownRow) fill(row);
      shownRow = row;
      element.hidden = false;
      const parent = element.parentElement!;
      const { offsetWidth: width, offsetHeight: height } = element;
      const left = Math.min(
        Math.max(EDGE, pixel.x - width / 2),
        Math.max(EDGE, parent.clientWidth - covered - width - EDGE),
      );
      const above = pixel.y - height - GAP;
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(above < EDGE ? pixel.y + GAP : above)}px)`;
    },
    hide() {
      element.hidden = true;
      shownRow = -1;
    },
  };
}
