/** Longest argument of a command whose end is looked for. */
const LONGEST_ARGUMENT = 400;

/** Returns the name of the command whose name begins at `start`, or "" where no letter stands there. */
export function matchName(text: string, start: number): string {
  const letters = /[A-Za-z]+/y;
  letters.lastIndex = start;
  return letters.exec(text)?.[0] ?? "";
}

/** Returns the place of the brace that closes the one at `open`, or -1 when it is not among the next 400 characters. */
export function findClosingBrace(text: string, open: number): number {
  const end = Math.min(text.length, open + LONGEST_ARGUMENT);
  let depth = 0;
  for (let place = open; place < end; place++) {
    const character = text[place];
    if (character === "\\") place += 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return place;
  }
  return -1;
}
