import { type Filters, filterPapers } from "../../../search/filter-papers.ts";
import { formatNumber } from "../../../text/format-figure.ts";
import { ROLES } from "../../../topics/paper-role.ts";
import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";
import { nameSource, ROLE_NAMES } from "./describe.ts";
import { createTopicDot } from "./items.ts";

type ListFilter = "topics" | "sources" | "roles";
type Choice = {
  box: HTMLInputElement;
  count: HTMLElement;
  value: number | string;
  name: ListFilter;
  has(row: number): boolean;
};

/** Returns the filters by topic, source and role; days are chosen in the timeline. The number beside each choice is what it would leave, given the other filters. */
export function createFiltersPanel(atlas: Atlas): HTMLElement {
  const { data, index, state } = atlas;
  const { papers } = data;
  const choices: Choice[] = [];

  function createChoice(name: ListFilter, value: Choice["value"], has: Choice["has"], ...label: (Node | string)[]) {
    const box = createElement("input", { type: "checkbox", name, value });
    const count = createElement("span", { class: "count" });
    choices.push({ box, count, value, name, has });
    box.addEventListener("change", () => {
      const { filters } = state.get();
      const others = (filters[name] as readonly (number | string)[]).filter((other) => other !== value);
      state.update({ filters: { ...filters, [name]: box.checked ? [...others, value] : others } as Filters });
    });
    return createElement("label", { class: "choice" }, box, ...label, count);
  }

  function createTopicChoice(topic: AtlasTopic, depth: number): HTMLElement[] {
    const family = index.familyOf(topic.id);
    const name = createElement("span", { class: "name", dir: "auto" }, topic.label);
    const choice = createChoice(
      "topics",
      topic.id,
      (row) => family.has(papers.topicOf[row]!),
      createTopicDot(topic),
      name,
    );
    choice.style.paddingInlineStart = `${depth * 20}px`;
    return [choice, ...index.childrenOf(topic.id).flatMap((part) => createTopicChoice(part, depth + 1))];
  }

  const isListedIn = (row: number, source: number) =>
    papers.appearances.source
      .subarray(papers.appearances.start[row]!, papers.appearances.start[row + 1]!)
      .includes(source);
  const roles = ROLES.flatMap((role, place) =>
    papers.role.includes(place)
      ? [
          createChoice(
            "roles",
            role,
            (row) => papers.role[row] === place,
            createElement("span", { class: "name" }, ROLE_NAMES[role]),
          ),
        ]
      : [],
  );
  const sources = data.sources.map((source, place) =>
    createChoice(
      "sources",
      source,
      (row) => isListedIn(row, place),
      createElement("span", { class: "name", dir: "auto", title: source }, nameSource(source)),
    ),
  );
  const topics = index.roots.flatMap((topic) => createTopicChoice(topic, 0));

  function show(): void {
    const { filters } = state.get();
    for (const name of ["topics", "sources", "roles"] as const) {
      const mask = filterPapers(data, index.familyOf, filters, name);
      for (const choice of choices.filter((other) => other.name === name)) {
        choice.box.checked = (filters[name] as readonly (number | string)[]).includes(choice.value);
        let count = 0;
        for (let row = 0; row < mask.length; row++) if (mask[row] === 1 && choice.has(row)) count++;
        choice.count.textContent = formatNumber(count);
      }
    }
  }

  state.subscribe(show, ["filters"]);
  show();
  // One choice leaves what all leave.
  const groups = [
    { name: "Role", choices: roles },
    { name: "Source", choices: sources },
    { name: "Topic", choices: topics },
  ].flatMap(({ name, choices: offered }) => (offered.length > 1 ? [createGroup(name, ...offered)] : []));
  if (groups.length === 0)
    groups.push(createElement("p", { class: "quiet" }, "These papers differ in nothing to filter by."));
  return createElement("div", { class: "filters" }, ...groups);
}

function createGroup(name: string, ...children: Node[]): HTMLElement {
  return createElement("fieldset", {}, createElement("legend", {}, name), ...children);
}
