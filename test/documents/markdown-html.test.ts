import { toHtml } from "hast-util-to-html";
import type { RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { heading, image, inlineCode, paragraph, table } from "../../pipeline/documents/markdown.ts";
import { convertToHtml, type PageOptions } from "../../pipeline/documents/markdown-html.ts";

function write(children: RootContent[], options?: PageOptions): string {
  return toHtml(convertToHtml(children, options).content, { allowDangerousHtml: true });
}

describe("convertToHtml", () => {
  it("aligns numbers by a class and lets a table scroll by keys", () => {
    const html = write([table(["Topic", "Papers"], ["left", "right"], [["Speech", "3"]])]);
    expect(html).toContain('<div class="frame" role="region" aria-label="Table: Topic, Papers" tabindex="0"><table>');
    expect(html).toContain('<th class="number">Papers</th>');
    expect(html).not.toContain("align=");
  });

  it("links a page that stands beside this one, and shows another file as code", () => {
    const html = write([paragraph(inlineCode("a.html"), inlineCode("b.html"))], { siblingPages: ["a.html"] });
    expect(html).toBe('<p><a href="a.html"><code>a.html</code></a><code>b.html</code></p>');
  });

  it("gives a heading none of the ids that are taken", () => {
    const { sections } = convertToHtml([heading(2, "Contents")], { takenIds: ["contents"] });
    expect(sections).toEqual([{ id: "contents-1", depth: 2, text: "Contents" }]);
  });

  it("puts a picture in, and leaves one that is not there as its words", () => {
    const children = [paragraph(image("charts/a.svg", "First"))];
    expect(write(children, { pictures: new Map([["charts/a.svg", "<svg></svg>"]]) })).toContain(
      '<figure class="a"><div class="frame" role="region" aria-label="First" tabindex="0"><svg></svg>',
    );
    expect(write(children)).toBe('<p><img src="charts/a.svg" alt="First"></p>');
  });
});
