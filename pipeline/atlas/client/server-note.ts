import type { ServerState } from "./atlas-server.ts";
import { createElement } from "./elements.ts";
import type { Store } from "./store.ts";

/** Shows a line under the page's head while its server gives no answers. */
export function mountServerNote(state: Store<ServerState>): void {
  const text = createElement("span");
  const reload = createElement("button", { type: "button", class: "plain" }, "Reload");
  const note = createElement(
    "p",
    { id: "server-note", class: "server-note", role: "alert", hidden: true },
    text,
    reload,
  );
  reload.addEventListener("click", () => location.reload());
  const show = () => {
    const { failure, isNewer } = state.get();
    note.hidden = failure === null;
    text.textContent = failure ?? "";
    reload.hidden = !isNewer;
  };
  document.querySelector(".bar")!.after(note);
  state.subscribe(show);
  show();
}
