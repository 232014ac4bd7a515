import { expect, it } from "vitest";
import { drawSmallMap } from "../../pipeline/report/small-map.ts";

const readNumbers = (svg: string) =>
  Array.from(svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)">(\d+)<\/text>/g), ([, x, y, number]) => ({
    x: Number(x),
    y: Number(y),
    number: Number(number),
  }));

it("draws a dot a paper, all of one colour in one path, and a number where its topic is", () => {
  const points = [
    { x: 0, y: 0, color: "#336699" },
    { x: 10, y: 10, color: "#336699" },
    { x: 5, y: 5, color: null },
  ];
  const svg = drawSmallMap(points, [{ topic_id: 7, x: 5, y: 5 }]);
  expect(svg).toContain('viewBox="0 0 360 360"');
  expect(svg).toContain('<path stroke="#336699" d="M10.0 350.0h0M350.0 10.0h0"/>');
  expect(svg.match(/h0/g)).toHaveLength(3);
  expect(readNumbers(svg)).toEqual([{ x: 180, y: 185.8, number: 7 }]);
});

it("moves numbers apart and keeps them within the picture", () => {
  const points = [0, 1].map((place) => ({ x: place, y: place, color: "#336699" }));
  const numbers = Array.from({ length: 60 }, (_, index) => ({ topic_id: index + 1, x: (index % 3) / 2, y: 1 }));
  const placed = readNumbers(drawSmallMap(points, numbers));
  expect(placed).toHaveLength(60);
  for (const [index, { x, y }] of placed.entries()) {
    expect(x > 0 && x < 360 && y > 0 && y < 360).toBe(true);
    for (const other of placed.slice(0, index)) expect(Math.hypot(x - other.x, y - other.y)).toBeGreaterThan(12);
  }
});

it("draws a single paper", () => {
  expect(drawSmallMap([{ x: 3, y: 3, color: "#336699" }], [{ topic_id: 1, x: 3, y: 3 }])).not.toContain("NaN");
});
