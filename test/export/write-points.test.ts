import { expect, it } from "vitest";
import { writeJsonLines } from "../../pipeline/export/write-json-lines.ts";
import { writePoints } from "../../pipeline/export/write-points.ts";
import { sampleMappedPaper } from "./sample-mapped-paper.ts";

it("writes a point a paper; one that is not on the map has no place", () => {
  const papers = [sampleMappedPaper(), sampleMappedPaper({ paper_id: "b", x: null, y: null, topic: null })];
  const { type, features } = JSON.parse(writePoints(papers));
  expect([type, features.length]).toEqual(["FeatureCollection", 2]);
  expect(features[0]).toEqual({
    type: "Feature",
    id: "0a1b",
    geometry: { type: "Point", coordinates: [1.5, -2] },
    properties: {
      paper_id: "0a1b",
      title: "On birds",
      topic_id: 3,
      topic: "Flight",
      probability: 0.75,
      role: "core",
      published: "2023-11-24",
      listed: "2024-10-04",
      url: "https://example.org/paper",
    },
  });
  expect(features[1].geometry).toBeNull();
  expect(JSON.parse(writePoints([])).features).toEqual([]);
});

it("writes JSON lines that hold no other line end", () => {
  const text = writeJsonLines([{ a: "x\u2028y\u0085z\nw" }, { b: [null] }]);
  expect(text.split(/[\n\u2028\u2029\u0085]/)).toHaveLength(3);
  expect(JSON.parse(text.split("\n")[0]!)).toEqual({ a: "x\u2028y\u0085z\nw" });
});
