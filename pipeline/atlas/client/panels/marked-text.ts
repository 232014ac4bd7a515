import { createElement } from "../elements.ts";
import { layMarks, type MarkKind } from "./lay-marks.ts";

const MARKS: Record<MarkKind, (node: Node) => HTMLElement> = {
  sought: (node) => createElement("mark", {}, node),
  reason: (node) => createElement("mark", { class: "reason" }, node),
  sentence: (node) => createElement("u", {}, node),
};
const NAMES: Record<MarkKind, string> = {
  sought: "searched for",
  reason: "ties it to its topic",
  sentence: "says most about its topic",
};

/** Returns a text's nodes: sentences underlined, in them reasons marked, and in those what was searched for. */
export function createMarkedText(text: string, layers: Parameters<typeof layMarks>[1]): Node[] {
  const nodes: Node[] = [];
  let sentence: HTMLElement | null = null;
  for (const { text: part, kinds } of layMarks(text, layers)) {
    let node: Node = document.createTextNode(part);
    for (const kind of ["sought", "reason"] as const) if (kinds.has(kind)) node = MARKS[kind](node);
    if (!kinds.has("sentence")) {
      sentence = null;
      nodes.push(node);
      continue;
    }
    if (!sentence) {
      sentence = MARKS.sentence(document.createTextNode(""));
      nodes.push(sentence);
    }
    sentence.append(node);
  }
  return nodes;
}

/** Returns a line that says what the marks mean, of those kinds. */
export function createReading(kinds: readonly MarkKind[]): HTMLElement {
  const items = kinds.map((kind) => createElement("span", {}, MARKS[kind](document.createTextNode(NAMES[kind]))));
  return createElement("p", { class: "reading", hidden: kinds.length === 0 }, ...items);
}
