import { findElement } from "../elements.ts";

const ITEMS = ".paper-link, .topic-link, .topic-row";
/** Fields and tabs have keys of their own. */
const OWN_KEYS = "input, textarea, select, [contenteditable], [role='tab'], [role='slider']";

/** Makes the up and down arrows, Home and End walk papers and topics wherever the focus is in the column or a card; Escape closes the card, then leads back to the search. */
export function connectListKeys(): void {
  for (const id of ["side", "card"]) {
    const part = findElement(id);
    part.addEventListener("keydown", (event) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || target.matches(OWN_KEYS)) return;
      if (event.key === "Escape" && id === "side") stepBack();
      const next = findNext(part, target, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }
}

function stepBack(): void {
  if (findElement("card").hidden) findElement("query").focus();
  else findElement("card-close").click();
}

/** Returns where a key leads from an element: to an item, or above the first of the column to the search; null where the key leads nowhere. */
function findNext(part: HTMLElement, from: Element, key: string): HTMLElement | null {
  const items = [...part.querySelectorAll<HTMLElement>(ITEMS)].filter((item) => item.offsetParent !== null);
  if (items.length === 0) return null;
  const follows = (item: Element) => (from.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const after = items.findIndex(follows);
  const before = items.map((item) => item !== from && !follows(item)).lastIndexOf(true);
  switch (key) {
    case "ArrowDown":
      return after === -1 ? null : items[after]!;
    case "ArrowUp":
      if (before !== -1) return items[before]!;
      return part.id === "side" ? document.getElementById("query") : null;
    case "Home":
      return items[0]!;
    case "End":
      return items.at(-1)!;
    default:
      return null;
  }
}
