import { logger, Warn } from "vega";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { lineMeetsBox, linesCross, overlapArea } from "../../pipeline/charts/boxes.ts";
import { formatSpec } from "../../pipeline/charts/format-spec.ts";
import { drawKScan } from "../../pipeline/charts/k-scan.ts";
import { renderPng, renderSvg } from "../../pipeline/charts/render-chart.ts";
import { drawStaticMap } from "../../pipeline/charts/static-topic-map.ts";
import { nameSources } from "../../pipeline/charts/topic-by-source.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import type { TopicMapRows } from "../../pipeline/charts/topic-map-rows.ts";
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

  it("makes no more room for a label than its limit, where it is cut", async () => {
    const drawOne = async (title: string) => {
      const y = { field: "title", type: "nominal" as const, title: null, axis: { labelLimit: 200 } };
      const svg = await renderSvg({ data: { values: [{ title }] }, width: 100, mark: "bar", encoding: { y } });
      return Number(/width="(\d+)"/.exec(svg)![1]);
    };
    expect(await drawOne("W".repeat(200))).toBe(await drawOne("W".repeat(100)));
    expect(await drawOne("W".repeat(200))).toBeLessThan(340);
  });
});

describe("renderPng", () => {
  it("is twice as wide as the SVG", async () => {
    const svg = await renderSvg(drawKScan(sampleRows(9, 3).scan));
    const png = Buffer.from(await renderPng(svg));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]));
    expect(Buffer.from(await renderPng(svg, 1)).readUInt32BE(16)).toBe(Number(/width="(\d+)"/.exec(svg)![1]));
  });

  it("draws letters without any font of the machine: text changes the picture", async () => {
    const text = (content: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><text y="15" font-family="Arial">${content}</text></svg>`;
    const [letters, none] = [await renderPng(text("abc")), await renderPng(text(""))];
    expect(Buffer.from(letters).equals(Buffer.from(none))).toBe(false);
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
    expect(drawKScan(scan).title).toEqual({
      text: "Why 3 topics",
      subtitle: [expect.stringMatching(/^Fine: 3 topics, /)],
    });
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

describe("labels of the topic map", () => {
  type Label = { topic: string; text: string; x: number; y: number; half_width: number; half_height: number };
  type Leader = { topic: string; x: number; y: number; x2: number; y2: number };

  function readLabels(rows: TopicMapRows): { labels: Label[]; leaders: Leader[]; scale: number } {
    const spec = JSON.parse(JSON.stringify(drawTopicMap(rows)));
    const [from, to] = spec.layer[1].encoding.x.scale.domain;
    const rules = spec.layer.filter(({ mark }: { mark: { type: string } }) => mark.type === "rule");
    return {
      labels: spec.layer.at(-1).data.values,
      leaders: rules.at(0)?.data.values ?? [],
      scale: spec.width / (to - from),
    };
  }

  it.each([
    [439, 24],
    [439, 60],
    [900, 90],
  ])("of %i papers in %i topics never overlap, and no line runs through a name or another line", (papers, topics) => {
    const { labels, leaders, scale } = readLabels(sampleRows(papers, topics).map);
    const boxes = labels.map(({ topic, x, y, half_width, half_height }) => ({
      topic,
      x: x * scale,
      y: -y * scale,
      width: 2 * half_width - 1,
      height: 2 * half_height - 1,
    }));
    const lines = leaders.map(({ topic, x, y, x2, y2 }) => ({
      topic,
      x1: x * scale,
      y1: -y * scale,
      x2: x2 * scale,
      y2: -y2 * scale,
    }));
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(0, index)) expect(overlapArea(box, other)).toBe(0);
      for (const line of lines) if (line.topic !== box.topic) expect(lineMeetsBox(line, box)).toBe(false);
    }
    for (const [index, line] of lines.entries())
      for (const other of lines.slice(0, index)) expect(linesCross(line, other)).toBe(false);
    expect(labels.length).toBeGreaterThan(0.9 * topics);
  });

  it("name the broader topics, and those that are part of none, where there are more than sixty", () => {
    const { points, topics } = sampleRows(900, 70).map;
    const broader = [4, 14, 24, 34].map((row, index) => ({
      ...topics[row]!,
      topic_id: 101 + index,
      broadest_id: 101 + index,
      label: `Broad ${"abcd"[index]}`,
      level: 1,
    }));
    const alone = { ...topics[9]!, level: 0 };
    const parts = topics.map((topic, row) => (row === 9 ? topic : { ...topic, broadest_id: 101 + (row % 4) }));
    const { labels } = readLabels({ points, topics: parts, broadest: [...broader, alone] });
    const names = labels.filter(({ text }) => !/^\d+$/.test(text)).map(({ topic }) => topic);
    for (const { label } of broader) expect(names).toContain(label);
    expect(names.filter((name) => !name.startsWith("Broad "))).toEqual([alone.label]);
    expect(labels.some(({ text }) => text === "101")).toBe(false);
  });
});

describe("drawStaticMap", () => {
  const drawOn = (topics: number) =>
    JSON.parse(JSON.stringify(drawStaticMap(drawTopicMap(sampleRows(900, topics).map))));

  it("lists no topics where each has its name on the map, and all of them below it where some are numbers", () => {
    const named = drawOn(8);
    const numbered = drawOn(70);
    expect(named.layer[1].encoding.fill.legend).toBeNull();
    expect(numbered.layer[1].encoding.fill.legend).toMatchObject({ orient: "bottom" });
    expect([named, numbered].map(({ title }) => title.subtitle.at(-1))).toEqual([
      expect.stringContaining("means nothing."),
      "A number is a topic of the list below the map.",
    ]);
  });

  it("neither pans nor zooms, and validates like the other charts", () => {
    const messages: string[] = [];
    const log = logger(Warn, undefined, (_method, _level, parts) => messages.push(parts.join(" ")));
    for (const topics of [8, 70]) {
      const spec = drawOn(topics);
      expect(spec.layer[1].params).toEqual([{ name: "highlight", select: expect.anything() }]);
      compile(spec, { logger: log });
    }
    expect(messages).toEqual([]);
  });

  it("leaves the map for the screen as it was", () => {
    const map = drawTopicMap(sampleRows(60, 4).map);
    const before = JSON.stringify(map);
    drawStaticMap(map);
    expect(JSON.stringify(map)).toBe(before);
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
