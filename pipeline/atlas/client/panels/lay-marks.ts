import type { TextMatch } from "../../../search/match-words.ts";

/** Why a stretch of a text is marked: it was searched for, is a term that ties the paper to its topic, or is in a sentence that does. */
export type MarkKind = "sought" | "reason" | "sentence";

/** A stretch of a text and why it is marked. */
export type MarkedPart = { text: string; kinds: ReadonlySet<MarkKind> };

/** Returns a text in parts, each marked for all the reasons that hold there; the parts together are the text. Matches may overlap and reach beyond it. */
export function layMarks(text: string, layers: Partial<Record<MarkKind, readonly TextMatch[]>>): MarkedPart[] {
  const all = (Object.entries(layers) as [MarkKind, readonly TextMatch[]][]).flatMap(([kind, matches]) =>
    matches.map(({ start, end }) => ({ kind, start: Math.max(0, start), end: Math.min(text.length, end) })),
  );
  const borders = [...new Set([0, text.length, ...all.flatMap(({ start, end }) => [start, end])])]
    .filter((place) => place >= 0 && place <= text.length)
    .sort((a, b) => a - b);
  return borders.slice(1).map((end, place) => {
    const start = borders[place]!;
    const kinds = all.filter((mark) => mark.start <= start && mark.end >= end).map(({ kind }) => kind);
    return { text: text.slice(start, end), kinds: new Set(kinds) };
  });
}
