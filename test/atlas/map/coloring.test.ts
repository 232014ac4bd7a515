import { describe, expect, it } from "vitest";
import { buildAtlasData } from "../../../pipeline/atlas/build-atlas-data.ts";
import { colorPoints } from "../../../pipeline/atlas/client/map/coloring.ts";
import { DARK, LIGHT } from "../../../pipeline/atlas/client/map/palette.ts";
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
