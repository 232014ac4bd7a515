import type { ShownDates } from "../../atlas-data.ts";
import { createElement } from "../elements.ts";
import { writeShownDay } from "../shown-days.ts";
import { type ChosenDays, limitDays, readTypedDay } from "./brush.ts";
import type { TimeBins } from "./time-bins.ts";

const EXAMPLES = { day: "2026-11-03", month: "2026-11", year: "2026" };

/** Returns two fields for the first and the last day, as 2026-11-03, 2026-11 or 2026, and what shows the chosen days in them. */
export function createDayFields(
  bins: TimeBins,
  dates: ShownDates,
  choose: (days: ChosenDays) => void,
): { element: HTMLElement; show(days: ChosenDays): void } {
  const createField = (name: string, id: string) =>
    createElement("input", {
      type: "text",
      id,
      "aria-label": `${name}, such as ${EXAMPLES[dates.precision]}`,
      autocomplete: "off",
      spellcheck: "false",
      size: EXAMPLES[dates.precision].length,
      maxlength: EXAMPLES.day.length,
    });
  const from = createField("From", "date-from");
  const to = createField("To", "date-to");
  for (const field of [from, to]) {
    field.addEventListener("change", () => {
      const low = readTypedDay(from.value, "first");
      const high = readTypedDay(to.value, "last");
      from.setAttribute("aria-invalid", String(low === null));
      to.setAttribute("aria-invalid", String(high === null));
      if (low !== null && high !== null) choose(limitDays(bins, low, high));
    });
  }
  return {
    element: createElement(
      "span",
      { class: "day-fields" },
      from,
      createElement("span", { "aria-hidden": "true" }, "to"),
      to,
    ),
    show(days) {
      const [low, high] = days ?? [bins.first, bins.last];
      for (const [field, day] of [
        [from, low],
        [to, high],
      ] as const) {
        field.value = writeShownDay(day, dates);
        field.setAttribute("aria-invalid", "false");
      }
    },
  };
}
