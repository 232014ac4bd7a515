/** An entry as it is written: its type, such as `article`, and the lines of the text that stand before it. */
export type WrittenEntry = { type: string; text: string; linesBefore: number; fault: string | null };

/** Nobody nests as deep as this. */
const DEEPEST = 100;

/**
 * Gives the entries of a text, each up to the bracket that closes it; what stands between them is a comment. The fault is that none does,
 * which ends the text, or that braces nest deeper than 100. To parse such an entry may take time that doubles with each brace.
 */
export function* splitEntries(text: string): Generator<WrittenEntry> {
  const start = /@\s*([A-Za-z]+)\s*([{(])/g;
  let counted = 0;
  let linesBefore = 0;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    linesBefore += text.slice(counted, found.index).split("\n").length - 1;
    counted = found.index;
    const { end, depth } = findEnd(text, start.lastIndex, found[2]!);
    start.lastIndex = end ?? text.length;
    const isTooDeep = depth > DEEPEST ? `braces nested too deep: ${depth}, at most ${DEEPEST}` : null;
    const fault = end === null ? "its braces or quotes do not close" : isTooDeep;
    yield { type: found[1]!.toLowerCase(), text: text.slice(found.index, start.lastIndex), linesBefore, fault };
  }
}

/** Returns the place behind the bracket that closes one, null where none does, and how deep braces nest in between. */
function findEnd(text: string, start: number, opener: string): { end: number | null; depth: number } {
  const sign = /[{}")]/g;
  sign.lastIndex = start;
  let open = 0;
  let depth = 0;
  let isQuoted = false;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const [character] = found;
    if (character === "{") open += 1;
    else if (character === '"') isQuoted = open === 0 && !isQuoted;
    else if (open === 0 && (opener === "{" ? character === "}" : character === ")" && !isQuoted))
      return { end: sign.lastIndex, depth };
    else if (character === "}") open -= 1;
    depth = Math.max(depth, open);
  }
  return { end: null, depth };
}
