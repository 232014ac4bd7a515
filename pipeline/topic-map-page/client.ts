import embed, { type VisualizationSpec } from "vega-embed";
import { fitSpec, type MapSpec } from "./fit-spec.ts";

type View = Awaited<ReturnType<typeof embed>>["view"];

const ZOOM_STEP = 1.5;
const RESIZE_DELAY_MS = 150;

const container = find<HTMLElement>("#map");
const spec = JSON.parse(find("#spec").textContent) as MapSpec;
let view: View | undefined;
let drawnWidth = 0;
let highlighted: string | null = null;

function find<Kind extends Element>(selector: string): Kind {
  const element = document.querySelector<Kind>(selector);
  if (!element) throw new Error(`element is missing: ${selector}`);
  return element;
}

async function draw(): Promise<void> {
  drawnWidth = container.clientWidth;
  view?.finalize();
  const fitted = fitSpec(spec, drawnWidth, window.innerHeight - container.getBoundingClientRect().top - window.scrollY);
  const result = await embed(container, fitted as VisualizationSpec, {
    ast: true,
    renderer: "canvas",
    actions: { export: { png: true, svg: true }, source: false, compiled: false, editor: false },
    downloadFileName: "topic-map",
    tooltip: { theme: "light" },
  });
  view = result.view;
  view.addSignalListener("highlight", (_name, value: { topic?: string[] }) =>
    showHighlighted(value.topic?.[0] ?? null),
  );
  if (highlighted !== null) await highlight(highlighted);
  // For the browser's console, and for the tests.
  Object.assign(window, { topicMapView: view });
  document.documentElement.dataset.state = "ready";
}

function showHighlighted(topic: string | null): void {
  highlighted = topic;
  find("#highlighted").textContent = topic ?? "";
  for (const button of document.querySelectorAll<HTMLElement>(".topic")) {
    button.setAttribute("aria-pressed", String(button.dataset.topic === topic));
  }
}

async function highlight(topic: string | null): Promise<void> {
  await view?.signal("highlight_topic_legend", topic).runAsync();
  showHighlighted(topic);
}

async function zoom(factor: number | null): Promise<void> {
  if (!view) return;
  for (const axis of ["x", "y"]) {
    const [from, to] = view.scale(axis).domain() as [number, number];
    const middle = (from + to) / 2;
    const half = (to - from) / 2 / (factor ?? 1);
    view.signal(`view_${axis}`, factor === null ? null : [middle - half, middle + half]);
  }
  await view.runAsync();
}

find("#zoom-in").addEventListener("click", () => zoom(ZOOM_STEP));
find("#zoom-out").addEventListener("click", () => zoom(1 / ZOOM_STEP));
find("#show-all").addEventListener("click", async () => {
  await zoom(null);
  await highlight(null);
});
for (const button of document.querySelectorAll<HTMLElement>(".topic")) {
  button.addEventListener("click", async () => {
    await highlight(button.dataset.topic === highlighted ? null : button.dataset.topic!);
    if (highlighted !== null) container.scrollIntoView({ block: "nearest" });
  });
}

let timer = 0;
new ResizeObserver(() => {
  if (container.clientWidth === drawnWidth) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(draw, RESIZE_DELAY_MS);
}).observe(container);

void draw();
