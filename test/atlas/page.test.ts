import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bundleClient } from "../../pipeline/atlas/bundle-client.ts";
import { layOutCaption } from "../../pipeline/atlas/client/map/caption-layout.ts";
import { writeMapSvg } from "../../pipeline/atlas/client/map/map-svg.ts";
import { LIGHT } from "../../pipeline/atlas/client/map/palette.ts";
import { escapeHtml } from "../../pipeline/atlas/escape-html.ts";
import { renderPage } from "../../pipeline/atlas/page.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { sampleAtlas } from "./sample-atlas.ts";

const { data, texts } = sampleAtlas({ papers: 60, topics: 12, texts: HOSTILE_TEXTS });

describe("renderPage", () => {
  const page = renderPage(data, { held: texts }, "run()");
  const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

  it("allows its script and style by their hash, and nothing from outside", () => {
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    expect(page).toContain(`script-src '${hash("run()")}'`);
    expect(page).toContain(`style-src '${hash(style)}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/unsafe-|(?:src|href)="(?!data:)| style="| on[a-z]+="/);
  });

  it("holds hostile texts in its data alone", () => {
    expect(page.match(/<script/g)).toHaveLength(4);
    expect(page.match(/<\/script/g)).toHaveLength(4);
    const markup = page.replace(/<script.*?<\/script>/gs, "");
    expect(markup).not.toMatch(/alert|onerror|汉字/);
  });

  it("names its language, title and heading", () => {
    for (const part of ['<html lang="en">', "<title>Topic atlas: 60 papers in 12 topics", "<h1>Topic atlas</h1>"]) {
      expect(page).toContain(part);
    }
  });

  it("is the same for the same data", () => {
    expect(renderPage(data, { held: texts }, "run()") === page).toBe(true);
  });
});

describe("bundleClient", () => {
  it("gives the same script again, with nothing that ends a script element", async () => {
    const script = await bundleClient();
    expect(/<\/script|<!--|\r/.exec(script)).toBeNull();
    expect((await bundleClient()) === script).toBe(true);
  });
});

describe("escapeHtml", () => {
  it("leaves no character that ends an attribute or begins an element", () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  });
});

describe("writeMapSvg", () => {
  const rows = data.papers.id.length;
  const caption = {
    title: '<script>alert("title")</script>',
    lines: ["12 of 30 papers in colour: “</text>”."],
    legend: [{ color: "#123456", text: "<b>Broad</b>" }],
  };
  const svg = writeMapSvg(
    {
      scene: {
        xs: data.papers.x,
        ys: data.papers.y,
        ground: LIGHT,
        radius: 4,
        contours: [],
        family: null,
        colors: { palette: ["#112233"], colorOf: new Uint16Array(rows), legend: [] },
        emphasis: {
          order: Uint32Array.from(data.papers.id.keys()),
          greyed: 10,
          isPartial: true,
          isFront: (row) => row >= 10,
        },
        topicById: new Map(),
        haze: 1,
      },
      viewport: { width: 600, height: 600, x: 32_768, y: 32_768, scale: 600 / 70_000, zoom: 1, mostZoom: 64 },
      names: [
        {
          name: { topic: data.topics[0]!, fontSize: 14, lineHeight: 16, fontWeight: 650, texts: [] },
          text: { lines: ['<script>alert("1")</script>'], width: 80, height: 20, isWhole: true },
          box: { x: 100, y: 100, width: 80, height: 20 },
          line: { x1: 10, y1: 20, x2: 60, y2: 95 },
          opacity: 1,
          isMarked: false,
          isFaded: false,
        },
      ],
      titles: [
        {
          row: 0,
          text: { lines: ["<img src=x>"], width: 50, height: 13 },
          side: 0,
          dot: { x: 50, y: 50 },
          edges: { left: 50, right: 110, top: 44, bottom: 57 },
          opacity: 1,
        },
      ],
      caption,
    },
    data.papers.title,
    layOutCaption(caption, 600, (text) => 7 * text.length),
  );

  it("draws each paper in view, the greyed ones in grey, with its title as text", () => {
    expect(svg.match(/<circle/g)).toHaveLength(rows + 1);
    expect(svg.match(new RegExp(`fill="${LIGHT.faded}"`, "g"))).toHaveLength(10);
    expect(svg).toContain("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>");
    expect(svg).toContain('text-anchor="start" opacity="1"><tspan x="60"');
    expect(svg).toContain('<line x1="10" y1="20" x2="60" y2="95"');
    expect(svg).not.toMatch(/<script|<img|[\u0000-\u0008]/);
  });

  it("has its caption below the map, with the legend, escaped", () => {
    expect(svg).toMatch(/^<svg [^>]*height="6\d\d(\.\d)?" viewBox="0 0 600 6\d\d/);
    expect(svg).toContain("<title>&lt;script&gt;alert(&quot;title&quot;)&lt;/script&gt;</title>");
    expect(svg).toContain(">12 of 30 papers in colour: “&lt;/text&gt;”.</text>");
    expect(svg).toContain('r="5" fill="#123456"/>');
    expect(svg).toContain(">&lt;b&gt;Broad&lt;/b&gt;</text>");
    expect(svg).not.toMatch(/href|url\((?!#map\))/);
  });
});
