import { findPhrase } from "../../../search/match-words.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { describeCohesion, describeLabelQuality, describeMixture, describeStability } from "./describe.ts";
import { markText } from "./items.ts";

/** Returns, folded, how far a topic and its label can be trusted: what was measured of them, and the sentences that the label rests on. */
export function createTopicProof(atlas: Atlas, topic: AtlasTopic): HTMLElement {
  const figures = [describeMixture(topic), describeCohesion(topic, atlas.data.topics), describeStability(topic)];
  const lines = [...describeLabelQuality(topic), ...figures.filter((text) => text !== null)];
  const evidence = topic.evidence.map((sentence) => createEvidence(atlas, sentence));
  return createElement(
    "details",
    { class: "part proof" },
    createElement("summary", {}, createElement("h3", {}, "How far to trust it")),
    createElement("ul", { class: "facts-list" }, ...lines.map((text) => createElement("li", {}, text))),
    ...(evidence.length > 0
      ? [
          createElement("p", { class: "quiet" }, "Sentences that the label rests on:"),
          createElement("ul", { class: "evidence" }, ...evidence),
        ]
      : []),
  );
}

function createEvidence(atlas: Atlas, { paper, term, sentence }: AtlasTopic["evidence"][number]): HTMLElement {
  return createElement(
    "li",
    {},
    createElement("blockquote", { dir: "auto" }, ...markText(sentence, findPhrase(sentence, term), "reason")),
    createElement(
      "button",
      { type: "button", class: "cite", "data-row": paper, dir: "auto" },
      atlas.data.papers.title[paper]!,
    ),
  );
}
