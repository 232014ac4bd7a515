import { describe, expect, it } from "vitest";
import { formatSpec } from "../../pipeline/charts/format-spec.ts";
import { drawKScan } from "../../pipeline/charts/k-scan.ts";
import { renderPng, renderSvg } from "../../pipeline/charts/render-chart.ts";
import { nameSources } from "../../pipeline/charts/topic-by-source.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { drawTopicSizes } from "../../pipeline/charts/topic-sizes.ts";
import { HOSTILE_TEXTS, sampleRows } from "./sample-rows.ts";

describe("renderSvg", () => {
  it("gives the same text again, whatever was drawn between", async () => {
    const spec = drawTopicMap(sampleRows(60, 4).map);
    const first = await renderSvg(spec);
    await renderSvg(drawTopicSizes(sampleRows(30, 3).sizes));
    expect((await renderSvg(spec)) === first).toBe(true);
  });

  it("writes hostile labels as text, without characters that XML has not", async () => {
    const { map, sizes } = sampleRows(60, HOSTILE_TEXTS.length, HOSTILE_TEXTS);
    for (const spec of [drawTopicMap(map), drawTopicSizes(sizes)]) {
      const svg = await renderSvg(spec);
      expect(svg.includes("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe(true);
      expect(/<script|<img|<[^>]*\sonload=|\u0007/.exec(svg)).toBeNull();
    }
  });

  it("names and describes the picture", async () => {
    const svg = await renderSvg(drawTopicSizes(sampleRows(30, 3).sizes));
    expect(svg).toMatch(/^<svg [^>]* role="img"><title>How large each topic is<\/title><desc>Bar chart of /);
  });

  it("makes room for labels by Arimo's widths: a wide label moves the bars further than a narrow one of as many letters", async () => {
    const drawOne = async (label: string) => {
      const svg = await renderSvg(drawTopicSizes([{ topic_id: 1, label, color: "#336699", papers: 3, core: 1 }]));
      return Number(/width="(\d+)"/.exec(svg)![1]);
    };
    expect((await drawOne("W".repeat(20))) - (await drawOne("i".repeat(20)))).toBeGreaterThan(150);
  });
});

describe("renderPng", () => {
  it("is twice as wide as the SVG", async () => {
    const svg = await renderSvg(drawKScan(sampleRows(9, 3).scan));
    const png = Buffer.from(renderPng(svg));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]));
  });

  it("draws letters without any font of the machine: text changes the picture", async () => {
    const text = (content: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><text y="15" font-family="Arial">${content}</text></svg>`;
    expect(Buffer.from(renderPng(text("abc"))).equals(Buffer.from(renderPng(text(""))))).toBe(false);
  });
});

describe("formatSpec", () => {
  it("writes a row of data a line, and nothing but the same JSON", () => {
    const title = "a title that is too long for the data to stand on one line with it";
    const values = [1, 2].map((x) => ({ x, y: null, title }));
    const value = { data: { values }, empty: [], missing: undefined };
    const text = formatSpec(value);
    expect(text.split("\n").filter((line) => line.trim().startsWith('{"x"'))).toHaveLength(2);
    expect(JSON.parse(text)).toEqual({ data: value.data, empty: [] });
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("keeps any spec as it is", () => {
    const spec = drawTopicMap(sampleRows(40, 3, HOSTILE_TEXTS).map);
    expect(JSON.parse(formatSpec(spec))).toEqual(JSON.parse(JSON.stringify(spec)));
  });
});

describe("drawKScan", () => {
  it("says in words that no numbers were compared when the number was given", () => {
    const text = JSON.stringify(drawKScan({ scan: [], topics: 12 }));
    expect(text).toContain("12 topics, as asked for");
    expect(text).toContain("--topics");
  });

  it("gives the chosen number and the reason", () => {
    const { scan } = sampleRows(9, 3);
    expect(drawKScan(scan).title).toEqual({ text: "Why 3 topics", subtitle: ["Highest score"] });
  });
});

describe("drawTopicMap", () => {
  it("numbers the small topics when there are more than sixty, and every label is large enough to read", () => {
    const text = (topics: number) => {
      const spec = JSON.parse(JSON.stringify(drawTopicMap(sampleRows(900, topics).map)));
      return spec.layer.at(-1).data.values as { text: string; font_size: number }[];
    };
    const many = text(70);
    expect(many.filter(({ text }) => /^\d+$/.test(text)).length).toBeGreaterThanOrEqual(20);
    expect(many.some(({ text }) => /[a-z]/.test(text))).toBe(true);
    expect(text(8).every(({ text }) => /[a-z]/.test(text))).toBe(true);
    expect(Math.min(...many.map(({ font_size }) => font_size))).toBeGreaterThanOrEqual(11);
  });
});

describe("nameSources", () => {
  it("drops folder and extension where the names stay different", () => {
    expect([...nameSources(["a/one.txt", "a/two.txt"]).values()]).toEqual(["one", "two"]);
    expect([...nameSources(["a/one.txt", "b/one.txt"]).values()]).toEqual(["a/one.txt", "b/one.txt"]);
  });

  it("cuts a long name in the middle", () => {
    expect(nameSources([`x/${"a".repeat(40)}z.html`]).get(`x/${"a".repeat(40)}z.html`)).toBe(
      `${"a".repeat(12)}…${"a".repeat(11)}z`,
    );
  });
});
