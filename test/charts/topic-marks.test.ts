import { describe, expect, it } from "vitest";
import { measureColorDistances } from "../../pipeline/charts/candidate-colors.ts";
import { assignTopicColors } from "../../pipeline/charts/topic-colors.ts";
import { type MarkedTopicRow, markTopics } from "../../pipeline/charts/topic-marks.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";

const TOPICS: MarkedTopicRow[] = [
  { topic_id: 2, parent_id: 9, level: 0 },
  { topic_id: 3, parent_id: 9, level: 0 },
  { topic_id: 5, parent_id: 7, level: 0 },
  { topic_id: 6, parent_id: 7, level: 0 },
  { topic_id: 7, parent_id: null, level: 1 },
  { topic_id: 8, parent_id: null, level: 0 },
  { topic_id: 9, parent_id: null, level: 1 },
];

function drawPoints(seed = 1) {
  const random = createRandom(seed, "marks");
  const fine = TOPICS.filter(({ level }) => level === 0);
  return fine.flatMap(({ topic_id }, index) =>
    Array.from({ length: 5 + index }, () => ({
      x: 4 * Math.cos(index) + 0.3 * drawNormal(random),
      y: 4 * Math.sin(index) + 0.3 * drawNormal(random),
      topic_id,
    })),
  );
}

describe("markTopics", () => {
  const points = [...drawPoints(), { x: 0, y: 0, topic_id: null }];
  const marks = markTopics(points, TOPICS, new Map());

  it("marks every topic at a paper of its own, a broader one at a paper of its parts", () => {
    expect(marks.map(({ topic_id }) => topic_id)).toEqual(TOPICS.map(({ topic_id }) => topic_id));
    for (const { topic_id, anchor_x, anchor_y } of marks) {
      const parts = TOPICS.filter(({ parent_id }) => parent_id === topic_id).map((topic) => topic.topic_id);
      const { topic_id: own } = points.find(({ x, y }) => x === anchor_x && y === anchor_y)!;
      expect([topic_id, ...parts]).toContain(own);
    }
  });

  it("tells the topics of a level apart, and the broader ones from topics that stand alone", () => {
    const colorsOf = (ids: number[]) =>
      marks.filter(({ topic_id }) => ids.includes(topic_id)).map(({ color }) => color);
    for (const colors of [colorsOf([2, 3, 5, 6, 8]), colorsOf([7, 9, 8])]) {
      const distances = measureColorDistances(colors);
      colors.forEach((_, i) => {
        colors.forEach((_, j) => {
          if (i !== j) expect(distances[i * colors.length + j]).toBeGreaterThan(5);
        });
      });
    }
  });

  it("keeps every colour when it begins with its own", () => {
    const known = new Map(marks.map(({ topic_id, color }) => [topic_id, color]));
    expect(markTopics(points, TOPICS, known)).toEqual(marks);
  });

  it("leaves a standing mark as it is, and gives a topic that is new a colour beside it", () => {
    const swapped = [marks[1]!.color, marks[0]!.color, ...marks.slice(2).map(({ color }) => color)];
    const stand = new Map(
      marks
        .map((mark, index) => [mark.topic_id, { ...mark, color: swapped[index]! }] as const)
        .filter(([id]) => id !== 5),
    );
    const moved = [...points, ...Array.from({ length: 40 }, () => ({ x: 9, y: 9, topic_id: 2 }))];
    for (const mark of markTopics(moved, TOPICS, new Map(), stand)) {
      if (mark.topic_id === 5) expect([...stand.values()].map(({ color }) => color)).not.toContain(mark.color);
      else expect(mark).toEqual(stand.get(mark.topic_id));
    }
  });

  it("seeks the anchor of a standing topic anew where its paper is gone", () => {
    const stand = new Map(marks.map((mark) => [mark.topic_id, { ...mark, anchor_x: 77 }]));
    expect(markTopics(points, TOPICS, new Map(), stand)).toEqual(marks);
  });

  it("keeps most colours of known topics beside a new one, which gets its own", () => {
    const known = new Map(
      marks.filter(({ topic_id }) => topic_id !== 5).map(({ topic_id, color }) => [topic_id, color]),
    );
    const again = markTopics(points, TOPICS, known);
    const isKept = again.map(({ topic_id, color }) => known.get(topic_id) === color);
    expect(isKept.filter(Boolean).length).toBeGreaterThanOrEqual(5);
    const fine = again.filter(({ topic_id }) =>
      TOPICS.some((topic) => topic.topic_id === topic_id && topic.level === 0),
    );
    expect(new Set(fine.map(({ color }) => color)).size).toBe(5);
  });
});

describe("assignTopicColors with known colours", () => {
  const random = createRandom(3, "places");
  const places = Array.from({ length: 20 }, () => ({ x: random.next() * 10, y: random.next() * 10 }));
  const colors = assignTopicColors(places);

  it("keeps those that are known, whatever moved, and gives a new place one of its own", () => {
    const moved = places.map((place, index) => (index === 4 ? { x: 10 - place.x, y: 10 - place.y } : place));
    expect(assignTopicColors(moved, colors)).toEqual(colors);
    const found = assignTopicColors([...places, { x: 5, y: 5 }], colors);
    expect(found.slice(0, -1)).toEqual(colors);
    expect(colors).not.toContain(found.at(-1));
  });

  it("chooses anew where the known colour is not one of its own", () => {
    const [found] = assignTopicColors([places[0]!], ["#123456"]);
    expect(found).not.toBe("#123456");
  });
});
