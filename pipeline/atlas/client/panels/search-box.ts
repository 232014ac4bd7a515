import type { Atlas } from "../atlas.ts";
import { createElement, findElement } from "../elements.ts";

const NAME = "Search titles, abstracts, authors and topics";
const TITLES_NAME = "Search titles and topics";
const HELP =
  'Words, "a phrase", -without, title:word, author:name, topic:word, an arXiv id, a DOI or an address. Slash comes here.';

/** Puts the search into the page's head. Slash leads to it from anywhere; Escape empties it, then leads back. */
export function mountSearchBox({ state, map, texts, server }: Atlas): void {
  const name = texts.holdsAll || server ? NAME : TITLES_NAME;
  const input = createElement("input", {
    id: "query",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: name,
    title: HELP,
    "aria-describedby": "query-help status",
    "aria-controls": "panel-papers",
    "aria-keyshortcuts": "/",
  });
  const label = createElement("label", { class: "visually-hidden", for: "query" }, name);
  const help = createElement("span", { id: "query-help", class: "visually-hidden" }, HELP);
  findElement("search").append(label, input, help);
  let origin: Element | null = null;

  const leave = () => {
    if (input.value !== state.get().query) input.value = state.get().query;
  };

  function goBack(): void {
    const isThere = origin instanceof HTMLElement && origin.isConnected && origin !== document.body;
    if (isThere) (origin as HTMLElement).focus();
    else map.focus();
  }

  input.addEventListener("input", () => {
    const query = input.value;
    const { panel } = state.get();
    state.update({ query, panel: query.trim() !== "" && panel !== "charts" ? "papers" : panel });
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (input.value !== "") state.update({ query: "" });
      else goBack();
    }
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      if (input.value.trim() !== "") state.update({ panel: "papers" });
      document.querySelector<HTMLElement>(".panel:not([hidden]) :is(.paper-link, .topic-row)")?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const isTyping = target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    origin = document.activeElement;
    input.focus();
    input.select();
  });
  state.subscribe(leave, ["query"]);
  leave();
}
