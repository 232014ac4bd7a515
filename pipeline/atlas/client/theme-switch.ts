import { createElement, findElement } from "./elements.ts";
import type { AtlasState, Theme } from "./state.ts";
import type { Store } from "./store.ts";

const NAMES: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };

/** Puts the choice of light and dark into the page's head. */
export function mountThemeSwitch(state: Store<AtlasState>): void {
  const select = createElement("select", { id: "theme" });
  for (const [theme, name] of Object.entries(NAMES)) select.append(createElement("option", { value: theme }, name));
  select.value = state.get().theme;
  select.addEventListener("change", () => state.update({ theme: select.value as Theme }));
  state.subscribe(
    ({ theme }) => {
      select.value = theme;
    },
    ["theme"],
  );
  findElement("tools").append(
    createElement("label", { class: "field flat" }, createElement("span", { class: "theme-name" }, "Theme"), select),
  );
}
