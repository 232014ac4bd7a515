import { keyOfPhrase } from "../text/phrase-keys.ts";
import type { LabelCandidate } from "./phrase-likeness.ts";

/** A label as it is shown, and the phrases that it is made of; `short` is the first of them as a label. A title has no phrases. */
export type LabelText = { label: string; short: string; spelled: string[] };

const SEPARATOR = ", ";

/** Returns the label that phrases make; one that stood in the same place of the last run's label is spelled as it was. Null of none. */
export function writeLabel(phrases: readonly LabelCandidate[], previous: readonly string[]): LabelText | null {
  if (phrases.length === 0) return null;
  const spelled = phrases.map(({ phrase }, place) => {
    const before = previous[place];
    return before !== undefined && phrase.forms.includes(keyOfPhrase(before)) ? before : phrase.surface;
  });
  return { label: capitalize(spelled.join(SEPARATOR)), short: capitalize(spelled[0]!), spelled };
}

/** Returns a paper's title as a label, numbered where a label in `taken` is the same; null is the title of a topic without papers. */
export function titleLabel(title: string | null, taken: ReadonlySet<string>): LabelText {
  const wanted = title ?? "Empty topic";
  let label = wanted;
  for (let count = 2; taken.has(label); count++) label = `${wanted} (${count})`;
  return { label, short: label, spelled: [] };
}

/** Leaves names such as "iPhone" as they are. */
function capitalize(label: string): string {
  return /^\p{Ll}+(?![\p{Lu}])/u.test(label) ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}
