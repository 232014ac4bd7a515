import { createHash } from "node:crypto";
import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";

/**
 * Returns a page of HTML with a title, one style sheet and its content. The policy at its head forbids every request and every script. It
 * allows the style sheet, by its SHA-256, and fonts inside it. Without `hasPolicy` there is none, as in a mail.
 */
export function writePage(
  title: string,
  style: string,
  content: ElementContent[],
  { hasPolicy = true }: { hasPolicy?: boolean } = {},
): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const root = h(null, [
    { type: "doctype" },
    h("html", { lang: "en" }, [
      h("head", [
        h("meta", { charSet: "utf-8" }),
        ...(hasPolicy ? [h("meta", { httpEquiv: "Content-Security-Policy", content: policy })] : []),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("meta", { name: "referrer", content: "no-referrer" }),
        h("meta", { name: "color-scheme", content: "light dark" }),
        h("title", title),
        h("style", style),
      ]),
      h("body", content),
    ]),
  ]);
  // The only raw parts are the program's own pictures and style.
  return `${toHtml(root, { allowDangerousHtml: true })}\n`;
}
