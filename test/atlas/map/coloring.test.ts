import { describe, expect, it } from "vitest";
import { buildAtlasData } from "../../../pipeline/atlas/build-atlas-data.ts";
import { colorPoints } from "../../../pipeline/atlas/client/map/coloring.ts";
import { chooseLabelPlace } from "../../../pipeline/atlas/client/map/label-places.ts";
import { setLabels } from "../../../pipeline/atlas/client/map/map-labels.ts";
import { DARK, LIGHT } from "../../../pipeline/atlas/client/map/palette.ts";
import { buildPointGrid } from "../../../pipeline/atlas/client/map/point-grid.ts";
import { HOSTILE_TEXTS } from "../../charts/sample-rows.ts";
import { sampleAtlas, sampleAtlasRows } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 120, topics: 5 });
const colorOf = (colors: ReturnType<typeof colorPoints>, row: number) => colors.palette[colors.colorOf[row]!];

describe("colorPoints", () => {
  it("gives papers the colour of their topic, of the theme; grey without one", () => {
    const topic = data.topics.find(({ id }) => id === data.papers.topicOf[3])!;
    expect(colorOf(colorPoints(data, "topic", LIGHT), 3)).toBe(topic.color);
    expect(colorOf(colorPoints(data, "topic", DARK), 3)).toBe(topic.darkColor);
    expect(colorOf(colorPoints(data, "topic", LIGHT), 96)).toBe(LIGHT.quiet);
  });

  it("gives papers of one file one colour, and says which file and how many", () => {
    const colors = colorPoints(data, "source", LIGHT);
    expect(colors.legend.map(({ text }) => text)).toEqual([
      "feed/monday.txt (40)",
      "feed/tuesday.txt (40)",
      "feed/wednesday.txt (40)",
    ]);
    expect(colorOf(colors, 4)).toBe(colors.legend[1]!.color);
    expect(colorOf(colors, 7)).toBe(colors.legend[1]!.color);
  });

  it("shades dates from the first to the last, and greys papers without one", () => {
    const { legend, ...colors } = colorPoints(data, "date", LIGHT);
    expect(legend[0]!.text).toBe("2024-10-04");
    expect(legend[4]!.text).toBe("2024-11-01");
    expect(legend[5]).toEqual({ color: LIGHT.quiet, text: "not known" });
    expect(colorOf({ ...colors, legend }, 0)).toBe(legend[0]!.color);
    expect(colorOf({ ...colors, legend }, 9)).toBe(LIGHT.quiet);
  });

  it("says so where no paper has a date", () => {
    const rows = sampleAtlasRows({ papers: 5, topics: 1 });
    const undated = { ...rows, appearances: rows.appearances.map((row) => ({ ...row, day: null })) };
    const { legend } = colorPoints(
      buildAtlasData(undated, () => ["#ffffff"]),
      "date",
      LIGHT,
    );
    expect(legend).toEqual([{ color: LIGHT.quiet, text: "No paper has a date" }]);
  });
});

describe("setLabels", () => {
  const measure = (text: string, fontSize: number) => 0.6 * fontSize * text.length;
  const hostile = sampleAtlas({ papers: 60, topics: 12, broad: 2, texts: HOSTILE_TEXTS }).data.topics;

  it("keeps names of any length within four lines of ten ems, in no size under 11 pixels", () => {
    for (const enlarge of [0.5, 1, 1.25]) {
      for (const { lines, fontSize, width } of setLabels(hostile, measure, enlarge)) {
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(4);
        expect(fontSize).toBeGreaterThanOrEqual(11);
        expect(width).toBeLessThanOrEqual(10.5 * fontSize + 8);
        expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u202e\u200f]/);
      }
    }
  });

  it("sets broad topics larger than fine ones, and large topics larger than small ones", () => {
    const labels = setLabels(hostile, measure);
    const sizes = (level: number) =>
      labels.filter(({ topic }) => topic.level === level).map(({ fontSize }) => fontSize);
    expect(Math.min(...sizes(1))).toBeGreaterThanOrEqual(Math.max(...sizes(0)));
    const fine = labels.filter(({ topic }) => topic.level === 0).sort((a, b) => a.topic.size - b.topic.size);
    expect(fine[0]!.fontSize).toBeLessThan(fine[fine.length - 1]!.fontSize);
  });

  it("prefers the short name", () => {
    const [label] = setLabels(
      [{ ...hostile[0]!, label: "Long name, second phrase", shortLabel: "Long name" }],
      measure,
    );
    expect(label!.lines).toEqual(["Long name"]);
  });
});

describe("chooseLabelPlace", () => {
  const topic = { ...data.topics[0]!, x: 30_000, y: 30_000 };
  const box = { width: 80, height: 20 };
  const scale = 0.01;
  const place = (others: readonly [number, number][]) => {
    const own = [29_800, 30_000, 30_200].map((y): [number, number] => [30_000, y]);
    const xs = Uint16Array.from([...own, ...others], ([x]) => x);
    const ys = Uint16Array.from([...own, ...others], ([, y]) => y);
    return chooseLabelPlace(
      topic,
      box,
      Uint32Array.of(0, 1, 2),
      { x: xs, y: ys },
      buildPointGrid(xs, ys, 65_535),
      scale,
    );
  };
  const crowd = (y: number) => Array.from({ length: 30 }, (_, index): [number, number] => [29_000 + 60 * index, y]);

  it("puts a name above its papers, free of them", () => {
    const { y, shift } = place([]);
    expect(y * scale + shift + box.height / 2).toBeLessThan(29_800 * scale);
  });

  it("puts it below where others lie above", () => {
    expect(place([...crowd(28_100), ...crowd(28_500), ...crowd(27_700)]).shift).toBeGreaterThan(0);
  });
});
