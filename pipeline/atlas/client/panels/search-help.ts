import { createElement } from "../elements.ts";

/** What may be typed, and what it finds. */
const SYNTAX: readonly (readonly [typed: string, finds: string])[] = [
  ["kv cache", "papers with both words first, then those near in meaning"],
  ['"kv cache"', "only papers with these words in this order"],
  ["-vision", "only papers without the word"],
  ["title:cache", "the word in the title; also abstract:, author: and topic:"],
  ["2401.12345", "that paper: by an arXiv id, a DOI, an address or the paper's id"],
];

const ASK_BY_MEANING = "To ask by meaning, open the atlas with topic-atlas serve.";
const ASK_ABSTRACTS =
  "This page searches titles and names of topics. To search abstracts and authors too, and to ask by meaning, open the atlas with topic-atlas serve.";

/** Returns how to search, folded; a page that no server gives out says how to ask by meaning, and one without abstracts that it leaves them out. */
export function createSearchHelp(isServed: boolean, holdsTexts: boolean): HTMLElement {
  const lines = SYNTAX.flatMap(([typed, finds]) => [
    createElement("dt", {}, createElement("code", {}, typed)),
    createElement("dd", {}, finds),
  ]);
  return createElement(
    "details",
    { class: "note search-help" },
    createElement("summary", {}, "How to search"),
    createElement("dl", {}, ...lines),
    createElement(
      "p",
      {},
      "Case, accents, plural and British or American spelling do not matter; a slip of the pen is put right. Slash goes to the search, the arrow keys walk what it finds.",
    ),
    isServed ? "" : createElement("p", {}, holdsTexts ? ASK_BY_MEANING : ASK_ABSTRACTS),
  );
}
