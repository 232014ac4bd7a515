import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";

const NAME = "Search titles, abstracts, authors and topics";

/** Puts the search into the page's head. */
export function mountSearchBox({ state }: Atlas): void {
  const input = createElement("input", {
    id: "query",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: NAME,
    "aria-describedby": "status",
  });
  const label = createElement("label", { class: "visually-hidden", for: "query" }, NAME);
  findElement("search").append(label, input);
  const leave = () => {
    if (input.value !== state.get().query) input.value = state.get().query;
  };
  input.addEventListener("input", () => {
    const query = input.value;
    const { panel } = state.get();
    state.update({ query, panel: query.trim() !== "" && panel !== "charts" ? "papers" : panel });
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value !== "") {
      event.preventDefault();
      state.update({ query: "" });
    }
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      document.querySelector<HTMLElement>("#panel-papers .paper-link")?.focus();
    }
  });
  state.subscribe(leave, ["query"]);
  leave();
}
