import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileHead } from "../file-content.ts";

/** Returns the name of the first element of an XML file, without prefix; null where its first bytes are no XML, or show none. */
export function readXmlRoot({ bytes }: FileHead): string | null {
  const text = decodeLoosely(bytes);
  if (!/^\s*</.test(text)) return null;
  const [, name] = /<(?:[\w.-]+:)?([a-z_][\w.-]*)[\s/>]/i.exec(dropComments(text)) ?? [];
  return name ?? null;
}

function dropComments(text: string): string {
  const parts: string[] = [];
  let place = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", place)) {
    parts.push(text.slice(place, start));
    const end = text.indexOf("-->", start);
    if (end < 0) return parts.join("");
    place = end + 3;
  }
  return parts.join("") + text.slice(place);
}
