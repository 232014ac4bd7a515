/** Returns the element with that id. Throws when there is none. */
export function findElement<Kind extends HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`element is missing: ${id}`);
  return element as Kind;
}

type Attributes = Record<string, string | number | boolean | null>;

/**
 * Returns a new element. A string among the children becomes text, never markup. An attribute that is false or null is left out; one that is true is empty.
 */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}
