import { createElement } from "./elements.ts";
import type { SourceState } from "./source-state.ts";
import type { Store } from "./store.ts";

/** Shows a line under the page's head while its server, or a file beside it, gives nothing. */
export function mountSourceNote(state: Store<SourceState>): void {
  const text = createElement("span");
  const reload = createElement("button", { type: "button", class: "plain" }, "Reload");
  const note = createElement(
    "p",
    { id: "source-note", class: "source-note", role: "alert", hidden: true },
    text,
    reload,
  );
  reload.addEventListener("click", () => location.reload());
  const show = () => {
    const { failure, canReload } = state.get();
    note.hidden = failure === null;
    text.textContent = failure ?? "";
    reload.hidden = !canReload;
  };
  document.querySelector(".bar")!.after(note);
  state.subscribe(show);
  show();
}
