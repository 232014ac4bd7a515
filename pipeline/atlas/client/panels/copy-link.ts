import type { Atlas } from "../atlas.ts";
import { createElement } from "../elements.ts";

const SHOWN_MS = 2500;

/** Returns a button that copies the address of this page with `fragment`, and says so; where nothing may be copied, the address appears, to be copied by hand. */
export function createCopyLink({ announce }: Pick<Atlas, "announce">, fragment: string): HTMLElement {
  const button = createElement("button", { type: "button", class: "plain" }, "Copy link");
  const box = createElement("span", { class: "copy-link" }, button);
  const say = (text: string) => {
    button.textContent = text;
    announce(text);
    window.setTimeout(() => {
      button.textContent = "Copy link";
    }, SHOWN_MS);
  };
  button.addEventListener("click", async () => {
    const address = `${location.href.replace(/#.*$/, "")}#${fragment}`;
    if (await copyText(address)) {
      say("Link copied");
      return;
    }
    const field = createElement("input", { type: "text", readonly: true, value: address, "aria-label": "Link" });
    button.replaceWith(field);
    field.select();
    announce("The browser lets nothing be copied. The link is selected.");
  });
  return box;
}

/** Returns whether the text is on the clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

/** The older way, for browsers that give pages from files no clipboard. */
function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = createElement("textarea", { class: "visually-hidden", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}
