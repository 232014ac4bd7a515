import fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { type DigestPoint, describeDigestMap, drawDigestMap, MAP_WIDTH } from "../../pipeline/digest/digest-map.ts";

const SPACE = { svg: "http://www.w3.org/2000/svg" };
const point = (
  x: number,
  y: number,
  topic_id: number | null,
  is_lit: boolean,
  name = `Topic ${topic_id}`,
): DigestPoint => ({
  x,
  y,
  topic_id,
  name: topic_id === null ? null : name,
  color: topic_id === null ? null : "#336699",
  is_lit,
});

/** Returns how often an XPath expression finds something in a picture that is well-formed. */
function find(svg: string, path: string): string[] {
  const document = XmlDocument.fromString(svg);
  try {
    return document.find(path, SPACE).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

describe("drawDigestMap", () => {
  it("lights the papers of the digest and names their topics alone", () => {
    const points = [point(0, 0, 1, true), point(1, 1, 1, false), point(5, 0, 2, false), point(9, 9, null, true)];
    const svg = drawDigestMap(points);
    expect(find(svg, "//svg:circle")).toHaveLength(2);
    expect(find(svg, "//svg:text")).toEqual(["Topic 1"]);
    expect(find(svg, "//svg:path/@d").join("").match(/M/g)).toHaveLength(2);
  });

  it("draws nothing where there are no papers, and one in the middle", () => {
    expect(find(drawDigestMap([]), "//svg:circle")).toEqual([]);
    expect(find(drawDigestMap([point(3, 3, 1, true)]), "//svg:circle/@cx")).toEqual([`${MAP_WIDTH / 2}.0`]);
  });

  it("keeps hostile names text, and every paper within the picture", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.nat(4), fc.boolean()),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        fc.string({ unit: "binary", maxLength: 30 }),
        (places, name) => {
          const points = places.map(([x, y, topic, lit]) =>
            point(x, y, topic || null, lit, `${topic}${name}</text>&"`),
          );
          const svg = drawDigestMap(points);
          const [height] = find(svg, "/svg:svg/@height").map(Number);
          expect(find(svg, "//svg:circle/@cx").every((x) => Number(x) > 0 && Number(x) < MAP_WIDTH)).toBe(true);
          expect(find(svg, "//svg:circle/@cy").every((y) => Number(y) > 0 && Number(y) < height!)).toBe(true);
          expect(drawDigestMap(points)).toBe(svg);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("describeDigestMap", () => {
  it("counts what is lit, the topics with the most first, five of them", () => {
    const points = [1, 2, 2, 3, 4, 5, 6].map((topic, place) => point(place, 0, topic, true));
    expect(describeDigestMap([...points, point(0, 1, 1, false)])).toBe(
      "Map of 8 papers, of which the 7 of this digest are lit; by topic: Topic 2 2, Topic 1 1, Topic 3 1, Topic 4 1, Topic 5 1, and 1 more topic",
    );
  });
});
