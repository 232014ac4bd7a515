import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";

/** Pixels of a picture for print for each pixel of the page: a page of 1440 pixels is 37 cm wide at 300 dots an inch. */
const PRINT_RATIO = 3;

/** Makes the menu work that saves the map as a picture. It closes after a choice, on Escape, and when the focus leaves it. */
export function connectSaveMenu(map: MapControl, announce: Atlas["announce"]): void {
  const menu = findElement<HTMLDetailsElement>("save");
  const opener = menu.querySelector("summary")!;
  const close = () => {
    menu.open = false;
    opener.focus();
  };
  const connect = (id: string, save: () => void | Promise<void>) =>
    findElement(id).addEventListener("click", async () => {
      close();
      try {
        await save();
        announce("The picture is saved.");
      } catch {
        announce("The browser has no room for a picture of this size.");
      }
    });
  connect("save-png", () => map.savePng(window.devicePixelRatio || 1));
  connect("save-print", () => map.savePng(Math.max(PRINT_RATIO, window.devicePixelRatio)));
  connect("save-svg", () => map.saveSvg());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !menu.contains(relatedTarget)) menu.open = false;
  });
}
