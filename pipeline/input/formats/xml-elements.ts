/** An element of XML, with what is in it. Its name has the usual prefix of its namespace, whatever prefix the file uses. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
};

/** Returns the text of an element and of all elements in it; "" where there is none. */
export function textOf(element: XmlElement | null): string {
  if (!element) return "";
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Returns the text of the first element of a name directly in this one, white space at its ends taken off; null where it says nothing. */
export function childText(element: XmlElement, name: string): string | null {
  return textOf(findChild(element, name)).trim() || null;
}

/** Returns the texts of all elements of a name directly in this one that say something; null where none does. */
export function childTexts(element: XmlElement, name: string): string[] | null {
  const texts = listChildren(element, name).map((child) => textOf(child).trim());
  const written = texts.filter((text) => text !== "");
  return written.length > 0 ? written : null;
}

/** Returns the first element of a name directly in this one; null where there is none. */
export function findChild(element: XmlElement, name: string): XmlElement | null {
  return listChildren(element, name)[0] ?? null;
}

/** Returns the element that a path of names leads to, the first of each name; null where it leads nowhere. */
export function findBelow(element: XmlElement, ...path: string[]): XmlElement | null {
  let found: XmlElement | null = element;
  for (const name of path) found = found && findChild(found, name);
  return found;
}

/** Returns the elements of a name directly in this one, in order. */
export function listChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== "string" && child.name === name);
}

/** Returns what the elements directly in this one say, those of the names left out, as JSON by name; several of one name as a list. */
export function listOtherFields(element: XmlElement, names: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown[]> = {};
  for (const child of element.children) {
    if (typeof child === "string" || names.includes(child.name)) continue;
    const said = toJson(child);
    if (said !== null) fields[child.name] = [...(fields[child.name] ?? []), said];
  }
  return Object.fromEntries(Object.entries(fields).map(([name, said]) => [name, said.length === 1 ? said[0] : said]));
}

/** An element without others in it is its text, or its attributes where it has none. */
function toJson(element: XmlElement): unknown {
  const within = listOtherFields(element, []);
  if (Object.keys(within).length > 0) return { ...element.attributes, ...within };
  const text = textOf(element).trim();
  if (text !== "") return text;
  return Object.keys(element.attributes).length > 0 ? element.attributes : null;
}
