import { describe, expect, it } from "vitest";
import { buildAtlasData } from "../../../pipeline/atlas/build-atlas-data.ts";
import { colorPoints, cutQuantiles, listColorings } from "../../../pipeline/atlas/client/map/coloring.ts";
import { DARK, LIGHT } from "../../../pipeline/atlas/client/map/palette.ts";
import { findVotes } from "../../../pipeline/atlas/client/paper-votes.ts";
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

  it("shades upvotes in ranges that hold about as many papers each, and says which and how many", () => {
    const { legend, ...colors } = colorPoints(data, "upvotes", LIGHT);
    const votes = findVotes(data.papers);
    const known = votes.filter((vote) => vote !== -1).sort();
    expect(legend[0]!.text).toMatch(new RegExp(`^${known[0]} to \\d+ upvotes \\(\\d\\)$`));
    expect(legend.at(-2)!.text).toContain(`${known.at(-1)} upvotes`);
    expect(legend.at(-1)!.text).toBe(`not known (${120 - known.length})`);
    const best = votes.indexOf(known.at(-1)!);
    expect(colorOf({ ...colors, legend }, best)).toBe(legend.at(-2)!.color);
    expect(colorOf({ ...colors, legend }, votes.indexOf(-1))).toBe(LIGHT.quiet);
  });

  it("keeps equal numbers in one range, whatever their share", () => {
    expect(cutQuantiles(Int32Array.of(5, 0, 0, 0, 0, -1, 9, 7), 3)).toEqual([
      { from: 0, to: 0, count: 4 },
      { from: 5, to: 7, count: 2 },
      { from: 9, to: 9, count: 1 },
    ]);
    expect(cutQuantiles(Int32Array.of(-1), 3)).toEqual([]);
  });

  it("shades probabilities from the least to the largest that there is", () => {
    const { legend } = colorPoints(data, "probability", LIGHT);
    const least = Math.min(...data.papers.probability) / 100;
    expect(legend[0]!.text).toBe(`probability ${least.toFixed(0)} %`);
  });

  it("offers only what tells papers apart", () => {
    expect(listColorings(data)).toEqual(["topic", "source", "date", "probability", "upvotes"]);
    const rows = sampleAtlasRows({ papers: 5, topics: 1 });
    const bare = rows.appearances.map((row) => ({ ...row, day: null, upvotes: null, source: "one.txt" }));
    const poor = buildAtlasData({ ...rows, appearances: bare }, () => ["#ffffff"]);
    expect(listColorings(poor)).toEqual(["topic", "probability"]);
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
