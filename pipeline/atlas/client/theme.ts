import { type AtlasState, THEMES, type Theme } from "./state.ts";
import type { Store } from "./store.ts";

const KEY = "topic-atlas-theme";

/** Keeps the document's `data-theme` ("light" or "dark") true to the reader's choice, which is remembered, and to the system where they made none. */
export function followTheme(state: Store<AtlasState>): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const { theme } = state.get();
    const isDark = theme === "dark" || (theme === "system" && system.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  };
  state.update({ theme: readTheme() });
  apply();
  state.subscribe(
    ({ theme }) => {
      storeTheme(theme);
      apply();
    },
    ["theme"],
  );
  system.addEventListener("change", apply);
}

/** Some browsers give pages opened from a file no storage. */
function readTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? "system";
  } catch {
    return "system";
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
