import type { Element } from "xast";
import { toXml } from "xast-util-to-xml";

/** Returns a document of XML 1.0 with that root. Control characters, for which it has no place, are left out. */
export function writeXml(root: Element): string {
  const declaration = { type: "instruction" as const, name: "xml", value: 'version="1.0" encoding="utf-8"' };
  return mendXml(`${toXml({ type: "root", children: [declaration, { type: "text", value: "\n" }, root] })}\n`);
}

/** Returns an element alone, as it stands within a document, mended as writeXml does. */
export function writeElement(element: Element): string {
  return mendXml(toXml(element, { closeEmptyElements: true, tightClose: true }));
}

/** Mends what the writer lets through: control characters, and "]]>", which may not stand in text. */
function mendXml(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replaceAll("]]>", "]]&gt;");
}
