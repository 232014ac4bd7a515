import { parse, type Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import type { PeriodUnit } from "../../../calendar-period.ts";
import { CHART_COLORS, type ChartName } from "../../charts/chart-specs.ts";
import type { Atlas } from "../atlas.ts";
import { decodeBlock } from "../decode.ts";
import { createElement } from "../elements.ts";
import { createTimeRows } from "../time/time-rows.ts";
import { binBesideMap } from "../time/topic-time.ts";
import { countSizes, countSources } from "./chart-rows.ts";

type Chart = {
  name: ChartName;
  heading: string;
  note: string;
  /** Returns the bars, of the papers that are 1 in `left`; null leaves all. */
  rows(left: Uint8Array | null, isDark: boolean): object[];
};

/** Returns the charts, which count the papers that search, filters and selection leave. They are drawn when they are first looked at. */
export function createChartsPanel(atlas: Atlas): HTMLElement {
  const { index, state, matches } = atlas;
  const charts = listCharts(atlas);
  const boxes = charts.map(({ name }) => createElement("div", { id: `chart-${name}`, class: "canvas" }));
  const bins = binBesideMap(atlas);
  const time = bins && createTimeRows(atlas, bins);
  const element = createElement(
    "div",
    { class: "charts" },
    ...(time ? [createTimeChart(atlas, bins.unit, time.element)] : []),
    ...charts.map(({ heading, note }, place) =>
      createElement(
        "section",
        { class: "chart" },
        createElement("h3", {}, heading),
        createElement("p", { class: "quiet" }, note),
        boxes[place]!,
      ),
    ),
    createElement(
      "p",
      { class: "quiet" },
      "A click on a bar opens its topic. The same numbers stand in Topics and Filters.",
    ),
  );
  let views: View[] | null = null;

  async function draw(): Promise<void> {
    const specs = await decodeBlock<Record<ChartName, Spec>>("atlas-charts");
    views = charts.map(({ name, heading }, place) => createView(specs[name], boxes[place]!, heading));
    for (const view of views) {
      view.addEventListener("click", (_event, item) => {
        const { id } = (item?.datum ?? {}) as { id?: number };
        if (id === undefined || !index.topicById.has(id)) return;
        state.update({ topic: id, paper: null });
        atlas.map.flyToTopic(id);
      });
    }
    update();
  }

  function update(): void {
    if (state.get().panel === "charts") time?.update(matches.get().found ?? matches.get().shown);
    if (!views || state.get().panel !== "charts") return;
    const isDark = document.documentElement.dataset.theme === "dark";
    const { shown, found } = matches.get();
    const style = getComputedStyle(document.documentElement);
    for (const [place, view] of views.entries()) {
      for (const name of Object.keys(CHART_COLORS)) view.signal(name, style.getPropertyValue(`--${name}`).trim());
      view.width(Math.max(200, boxes[place]!.clientWidth));
      view.data("rows", charts[place]!.rows(found ?? shown, isDark));
      void view.runAsync();
    }
  }

  const show = () => {
    if (state.get().panel !== "charts") return;
    update();
    if (!views) void draw();
  };
  state.subscribe(() => queueMicrotask(show), ["panel"]);
  matches.subscribe(update);
  new MutationObserver(update).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  new ResizeObserver(update).observe(element);
  queueMicrotask(show);
  return element;
}

/** Returns the charts that are drawn by Vega, in the order in which they stand. */
function listCharts({ data, index }: Atlas): Chart[] {
  const charts: Chart[] = [
    {
      name: "sizes",
      heading: "How large each topic is",
      note: "Full colour: papers that are left. Pale: all.",
      rows: (left, isDark) => countSizes(index, data.topics, left, isDark),
    },
  ];
  if (data.sources.length > 1) {
    charts.push({
      name: "sources",
      heading: "Topics of each source",
      note: "Broadest topics, as shares of the papers left.",
      rows: (left, isDark) => countSources(data, index, left, isDark),
    });
  }
  return charts;
}

function createTimeChart({ data }: Atlas, unit: PeriodUnit, rows: HTMLElement): HTMLElement {
  const event = data.dates.basis === "listed" ? "first listed" : "published";
  return createElement(
    "section",
    { class: "chart", id: "chart-time" },
    createElement("h3", {}, "Topics over time"),
    createElement(
      "p",
      { class: "quiet" },
      `Papers by ${unit}, ${event}. Each row has its own height: the number is its highest bar. Full colour: papers that are left. Pale: all.`,
    ),
    rows,
  );
}

/** The interpreter runs expressions without eval, which the page's policy forbids. */
function createView(spec: Spec, container: HTMLElement, name: string): View {
  const runtime = parse(spec, {}, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: "canvas", hover: true, container });
  view.description(`Chart: ${name}`);
  return view;
}
