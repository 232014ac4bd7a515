import { cutAtWord } from "../text/cut-text.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import type { LabelCandidate } from "./phrase-likeness.ts";

/** A label as it is shown, a shorter one, and the phrases that it is made of, as spelled. A title has no phrases. */
export type LabelText = { label: string; short: string; spelled: string[] };

/**
 * One topic is called by its first phrase where it must be short; a broader one by two parts, since the first names a part already; a mixture
 * by all that it is of.
 */
export type LabelKind = "topic" | "broad" | "mixed";

/** Characters of the longest title that is a label as a whole. */
const LONGEST_TITLE = 160;

const SEPARATOR = ", ";
const SHORT_LENGTHS = { topic: 1, broad: 2, mixed: Number.POSITIVE_INFINITY };

/** Returns the label that phrases make; one that stood in the same place of the last run's label is spelled as it was. Null of none. */
export function writeLabel(
  phrases: readonly LabelCandidate[],
  previous: readonly string[],
  kind: LabelKind = "topic",
  rules: LanguageRules = ENGLISH,
): LabelText | null {
  if (phrases.length === 0) return null;
  const spelled = phrases.map(({ phrase }, place) => {
    const before = previous[place];
    return before !== undefined && phrase.forms.includes(keyOfPhrase(before, rules)) ? before : phrase.surface;
  });
  const join = (own: readonly string[]) =>
    kind === "mixed" ? `Mixed: ${own.join(SEPARATOR)}` : capitalize(own.join(SEPARATOR));
  return { label: join(spelled), short: join(spelled.slice(0, SHORT_LENGTHS[kind])), spelled };
}

/**
 * Returns the label that phrases make where nothing in `taken` is the same. Where the first phrase names another topic already, two of them
 * are the short label. Null where these are no one's own either.
 */
export function writeUniqueLabel(
  phrases: readonly LabelCandidate[],
  previous: readonly string[],
  kind: LabelKind,
  taken: ReadonlySet<string>,
  rules: LanguageRules = ENGLISH,
): LabelText | null {
  const kinds: LabelKind[] = kind === "topic" ? ["topic", "broad"] : [kind];
  const texts = kinds.map((tried) => writeLabel(phrases, previous, tried, rules));
  return texts.find((text) => text !== null && !taken.has(text.label) && !taken.has(text.short)) ?? null;
}

/** Returns a paper's title as a label, cut to 160 characters, numbered where a label in `taken` is the same; null is the title of a topic without papers. */
export function titleLabel(title: string | null, taken: ReadonlySet<string>): LabelText {
  const cut = title === null ? "Empty topic" : cutAtWord(title, LONGEST_TITLE);
  const wanted = title !== null && cut !== title ? `${cut}…` : cut;
  let label = wanted;
  for (let count = 2; taken.has(label); count++) label = `${wanted} (${count})`;
  return { label, short: label, spelled: [] };
}

/** Leaves names such as "iPhone" and "vLLM" as they are. */
function capitalize(label: string): string {
  return /^\p{Ll}[\p{Ll}\p{N}’'-]*(?![\p{L}\p{N}])/u.test(label)
    ? label.charAt(0).toUpperCase() + label.slice(1)
    : label;
}
