import { describe, expect, it } from "vitest";
import {
  heading,
  image,
  inlineCode,
  link,
  list,
  paragraph,
  sectionLink,
  table,
} from "../../pipeline/documents/markdown.ts";
import type { Report } from "../../pipeline/report/report.ts";
import { writeReportPage } from "../../pipeline/report/report-html.ts";

const HOSTILE = '<script>alert(1)</script> "onload=alert(1) </style> <!-- \u202Eabc';
const PICTURE = `<svg width="9" height="9" role="img"><clipPath id="clip1"/><g clip-path="url(#clip1)"/></svg>`;
const pictures = new Map([
  ["charts/a.svg", PICTURE],
  ["charts/b.svg", PICTURE],
]);

const REPORT: Report = {
  summary: [
    heading(1, "Report"),
    paragraph("First words."),
    paragraph(image("charts/a.svg", "First picture")),
    heading(2, "Topics"),
    table(["Topic", "Papers"], ["left", "right"], [[[sectionLink(HOSTILE, `1. ${HOSTILE}`), " 30 %"], "3"]]),
  ],
  topics: [
    {
      heading: `1. ${HOSTILE}`,
      isBroader: true,
      content: [
        heading(3, `1. ${HOSTILE}`),
        list([[link("Paper", "https://example.org/?a=1&b=2")], [link(HOSTILE, "javascript:alert(1)")]]),
      ],
      evidence: [paragraph("Told by a sentence.")],
    },
    { heading: "Twice", isBroader: false, content: [heading(4, "Twice")], evidence: [] },
  ],
  appendix: [
    { heading: "Twice", content: [paragraph("Open ", inlineCode("atlas.html"), " or ", inlineCode("atlas.duckdb"))] },
    { heading: "🧪", content: [paragraph(image("charts/b.svg", "Second picture"))] },
  ],
};
const narrowPictures = new Map([["charts/a.svg", { svg: PICTURE, note: "A number is a topic." }]]);
const page = await writeReportPage(REPORT, { pictures, narrowPictures });

describe("writeReportPage", () => {
  it("allows no request and no script, and its own style alone, by its hash", async () => {
    const [, content] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page)!;
    const policy = content!.replaceAll("&#x27;", "'");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; font-src data:; base-uri 'none'; /);
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(policy).toContain(`'sha256-${Buffer.from(digest).toString("base64")}'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|\sstyle="|\son\w+=|src=|@import|url\((?!data:|#)/);
  });

  it("names its language and its title", () => {
    expect(page.startsWith('<!doctype html><html lang="en"><head><meta charset="utf-8">')).toBe(true);
    expect(page).toContain("<title>Report</title>");
  });

  it("shows hostile text as text", () => {
    expect(page).toContain('&#x3C;script>alert(1)&#x3C;/script> "onload=alert(1) &#x3C;/style> &#x3C;!-- \u202Eabc');
    expect(page).not.toContain("javascript:");
    expect(page).toContain('<a href="https://example.org/?a=1&#x26;b=2">Paper</a>');
  });

  it("gives every heading an id of its own and lists it in the contents, topics below their heading", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    const nav = /<nav[\s\S]*<\/nav>/.exec(page)![0];
    expect([...nav.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)).toEqual([
      "topics",
      "topic-by-topic",
      "1-scriptalert1script-onloadalert1-style----abc",
      "twice",
      "appendix",
      "twice-1",
      "section",
    ]);
    expect(nav).toContain('<li><a href="#appendix">Appendix</a><ul><li>');
  });

  it("puts the pictures in, with ids that differ", () => {
    expect(page).toContain('<clipPath id="a-clip1"/><g clip-path="url(#a-clip1)"/>');
    expect(page).toContain('<clipPath id="b-clip1"/><g clip-path="url(#b-clip1)"/>');
    expect(page).toContain(
      '<figure class="a both"><div class="frame" role="region" aria-label="First picture" tabindex="0">',
    );
    expect(page).toContain('<clipPath id="a-narrow-clip1"/>');
  });

  it("folds evidence under its topic and repeats it for print, and folds each part of the appendix", () => {
    expect(page.match(/Told by a sentence\./g)).toHaveLength(2);
    expect(page).toMatch(/<details class="screen"><summary>[^<]+<\/summary><p>Told by a sentence\.<\/p><\/details>/);
    expect(page).toMatch(/<div class="print"><h3>Evidence<\/h3><div><h4>1\. [^<]*<\/h4><p>Told by a sentence\./);
    expect(page).toContain('<details><summary><h3 id="twice-1">');
  });

  it("names the column of each cell, for where cells stand below each other", () => {
    expect(page).toContain('<td class="number" data-column="Papers">3</td>');
  });

  it("carries the letters it uses in two weights", () => {
    const fonts = [...page.matchAll(/font-weight: (\w+); src: url\(data:font\/woff2;base64,([\w+/=]+)\)/g)];
    expect(fonts.map(([, weight]) => weight)).toEqual(["normal", "bold"]);
    for (const [, , data] of fonts) expect(Buffer.from(data!, "base64").subarray(0, 4).toString()).toBe("wOF2");
  });

  it("is the same each time", async () => {
    expect(await writeReportPage(REPORT, { pictures, narrowPictures })).toBe(page);
  });

  it("links the pages beside it and no other file", () => {
    expect(page).toContain('<a href="atlas.html"><code>atlas.html</code></a>');
    expect(page).toContain("or <code>atlas.duckdb</code>");
  });
});
