import { findElement } from "./elements.ts";

/** Makes the skip buttons, which come first by keyboard, lead to their parts of the page. */
export function connectSkips(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-skip]")) {
    button.addEventListener("click", () => {
      const target = findElement(button.dataset.skip!);
      const first = target.matches("[tabindex]")
        ? target
        : target.querySelector<HTMLElement>("button, input, select, a, [tabindex]");
      (first ?? target).focus();
    });
  }
}
