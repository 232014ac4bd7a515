import fc from "fast-check";
import { hostileText, hostileWord } from "./hostile-text.ts";

/** A change of a text, at a place that is a share of its length. */
export type Mutation =
  | { kind: "drop line" | "double line" | "swap lines" | "cut"; at: number }
  | { kind: "insert line" | "insert" | "replace"; at: number; text: string };

const at = fc.double({ min: 0, max: 1, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("drop line", "double line", "swap lines", "cut"), at }),
  fc.record({
    kind: fc.constantFrom("insert line", "insert", "replace"),
    at,
    text: fc.oneof(hostileText, hostileWord),
  }),
);

/** A few changes, one after the other. */
export const mutations = fc.array(mutation, { maxLength: 5 });

/** Returns the text with the changes made. */
export function mutate(text: string, changes: readonly Mutation[]): string {
  return changes.reduce(applyMutation, text);
}

function applyMutation(text: string, change: Mutation): string {
  const place = Math.floor(change.at * text.length);
  const lines = text.split("\n");
  const line = Math.min(lines.length - 1, Math.floor(change.at * lines.length));
  switch (change.kind) {
    case "cut":
      return text.slice(0, place);
    case "insert":
      return text.slice(0, place) + change.text + text.slice(place);
    case "replace":
      return text.slice(0, place) + change.text + text.slice(place + change.text.length);
    case "drop line":
      return lines.toSpliced(line, 1).join("\n");
    case "double line":
      return lines.toSpliced(line, 0, lines[line]!).join("\n");
    case "swap lines":
      return lines.toSpliced(line, 2, ...lines.slice(line, line + 2).reverse()).join("\n");
    case "insert line":
      return lines.toSpliced(line, 0, change.text).join("\n");
  }
}
