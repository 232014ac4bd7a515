import { unwrapLatex } from "../../text/latex.ts";
import { ACCENTS } from "../../text/latex-symbols.ts";

/** An accent command and its letter: `\"u`, `\"{u}`, `\v r`, `\'{\i}`. */
const ACCENTED =
  /\\(["'`^~=.]|[uvHcdkbr](?=[\s{\\]))\s{0,3}(?:\{\s?\\?([A-Za-z])\s?\}|\\([ij])(?![A-Za-z])|([A-Za-z]))/g;

/** A line break that a program saw in its source as a backslash and an n, and wrote as such; what begins a command is none. */
const WRITTEN_BREAK = /(?:\$\\backslash\$r)?\$\\backslash\$n(?!(?:u|abla|eq|ot|otin|i|e)(?![a-z]))/g;

/**
 * Returns the text that LaTeX stands for. Unlike in abstracts of unknown origin, an accent command is one wherever it stands, and braces that
 * only group, as in `{DNA}`, go.
 */
export function readLatex(text: string): string {
  const accented = text
    .replace(WRITTEN_BREAK, " ")
    .replace(ACCENTED, (_, accent: string, braced?: string, dotless?: string, bare?: string) =>
      `${braced ?? dotless ?? bare}${ACCENTS.get(accent)}`.normalize("NFC"),
    );
  return unwrapLatex(accented.replace(/---/g, "—").replace(/--/g, "–")).replace(/[{}]/g, "").trim();
}
