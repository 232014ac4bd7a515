import { nameLanguage } from "../../../text/languages/language-code.ts";
import type { PaperDetails } from "../../atlas-data.ts";
import { createElement } from "../elements.ts";

/** Authors that are named at once. */
const FIRST_AUTHORS = 5;

/** Returns who wrote a paper, and where and when it was published, as far as its sources say. */
export function createByline(details: PaperDetails): Node[] {
  const { authors, venue, published } = details;
  const nodes: Node[] = [];
  if (authors.length > 0) nodes.push(createElement("p", { class: "authors" }, ...createAuthors(authors)));
  if (venue !== "" || published !== "") {
    const place = venue === "" ? [] : ["in ", createElement("bdi", {}, venue)];
    const date = published === "" ? [] : [createElement("time", { datetime: published }, published)];
    const comma = place.length > 0 && date.length > 0 ? [", "] : [];
    nodes.push(createElement("p", { class: "quiet" }, "Published ", ...place, ...comma, ...date));
  }
  return nodes;
}

/** Returns the classes and keywords that a paper's sources give it, its authors' remark, and its language where that is not `commonest`. */
export function createSubjects(details: PaperDetails, commonest: string): Node[] {
  const { categories, keywords, authorComment, language } = details;
  return [
    { name: "Categories", texts: categories },
    { name: "Keywords", texts: keywords },
    { name: "Comment by the authors", texts: authorComment === "" ? [] : [authorComment] },
    { name: "Language", texts: language === "" || language === commonest ? [] : [nameLanguage(language)] },
  ]
    .filter(({ texts }) => texts.length > 0)
    .map(({ name, texts }) => createElement("p", { class: "quiet subjects" }, `${name}: `, ...joinNames(texts)));
}

/** Returns the first names, and where there are more a button that shows them all. */
function createAuthors(authors: readonly string[]): (Node | string)[] {
  // A button for one more name takes the room of that name.
  if (authors.length <= FIRST_AUTHORS + 1) return joinNames(authors);
  const others = createElement("span", { tabindex: "-1", hidden: true });
  const more = createElement(
    "button",
    { type: "button", class: "plain", title: authors.slice(FIRST_AUTHORS).join(", ") },
    `and ${authors.length - FIRST_AUTHORS} more`,
  );
  more.addEventListener("click", () => {
    others.append(", ", ...joinNames(authors.slice(FIRST_AUTHORS)));
    others.hidden = false;
    others.focus({ preventScroll: true });
    more.remove();
  });
  return [...joinNames(authors.slice(0, FIRST_AUTHORS)), others, " ", more];
}

/** Names of either direction of writing do not turn their neighbours. */
function joinNames(names: readonly string[]): (Node | string)[] {
  return names.flatMap((name, place) => [...(place > 0 ? [", "] : []), createElement("bdi", {}, name)]);
}
