import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { createCopyLink } from "./copy-link.ts";
import { createExportButtons } from "./export-buttons.ts";

/** Returns what can be done with a topic: see it alone, see it near, link to it, save its papers. */
export function createTopicActions(atlas: Atlas, topic: AtlasTopic): HTMLElement {
  const { index, map } = atlas;
  const near = createElement("button", { type: "button", class: "plain" }, "Zoom to it");
  near.addEventListener("click", () => map.flyToTopic(topic.id));
  return createElement(
    "div",
    { class: "actions" },
    createOnlyThese(atlas, topic),
    near,
    createCopyLink(atlas, `topic=${topic.id}`),
    createExportButtons(atlas, () => index.papersOf(topic.id), `topic-${topic.id}`),
  );
}

/** Returns a button that leaves the papers of the topic alone, and takes that off again. */
function createOnlyThese({ state, announce }: Atlas, topic: AtlasTopic): HTMLElement {
  const button = createElement("button", { type: "button", class: "plain" }, "Only these");
  const isOn = () => {
    const { topics } = state.get().filters;
    return topics.length === 1 && topics[0] === topic.id;
  };
  const show = () => button.setAttribute("aria-pressed", String(isOn()));
  button.addEventListener("click", () => {
    state.update({ filters: { ...state.get().filters, topics: isOn() ? [] : [topic.id] } });
    announce(isOn() ? `Only papers of ${topic.label} are shown.` : "Papers of every topic are shown.");
  });
  const stop = state.subscribe(() => (button.isConnected ? show() : stop()), ["filters"]);
  show();
  return button;
}
