import { wcagContrast } from "culori";
import { describe, expect, it } from "vitest";
import { listCandidateColors, listShades, measureColorDistances } from "../../pipeline/charts/candidate-colors.ts";
import { darkenToHeading, darkenToRim, darkenToText, lighten } from "../../pipeline/charts/color-tones.ts";
import { assignTopicColors, directHues } from "../../pipeline/charts/topic-colors.ts";
import { createRandom } from "../../pipeline/random.ts";

function scatter(count: number) {
  const random = createRandom(1, `places/${count}`);
  return Array.from({ length: count }, () => ({ x: random.next() * 20, y: random.next() * 14 }));
}

describe("measureColorDistances", () => {
  it("is CIEDE2000 times 0.6 where normal sight is the weakest: black and white differ by 100", () => {
    const [same, other, back] = measureColorDistances(["#000000", "#ffffff"]);
    expect(same).toBe(0);
    expect(other).toBeCloseTo(60, 1);
    expect(back).toBe(other);
  });

  it("finds red and green of one lightness alike, as a deuteranope does, but not red and blue", () => {
    const [, redGreen, redBlue] = measureColorDistances(["#c23b22", "#7a7a00", "#3b59d0"]);
    expect(redGreen).toBeLessThan(15);
    expect(redBlue).toBeGreaterThan(2 * redGreen!);
  });
});

describe("directHues", () => {
  it("goes once round the centre: four places at right angles are 90 degrees apart", () => {
    const hues = directHues([
      { x: 1, y: 0 },
      { x: 0, y: 1 },
      { x: -1, y: 0 },
      { x: 0, y: -1 },
    ]);
    expect(hues.map(Math.round)).toEqual([0, 90, 180, 270]);
  });

  it("spreads places that all lie in one direction", () => {
    const hues = directHues([
      { x: 100, y: 0 },
      { x: -1, y: 1 },
      { x: -1, y: 2 },
      { x: -1, y: 3 },
      { x: -1, y: 4 },
    ]);
    const sorted = hues.slice(1).sort((a, b) => a - b);
    expect(sorted.at(-1)! - sorted[0]!).toBeGreaterThan(120);
  });
});

describe("assignTopicColors", () => {
  it("gives the same colours again", () => {
    expect(assignTopicColors(scatter(12))).toEqual(assignTopicColors(scatter(12)));
  });

  it("keeps all of 24 topics apart, and neighbours further, for normal sight and three deficiencies", () => {
    const places = scatter(24);
    const colors = assignTopicColors(places);
    const distances = measureColorDistances(colors);
    const leasts = { all: Infinity, neighbours: Infinity };
    for (const [i, place] of places.entries()) {
      const byDistance = places
        .map((other, j) => ({ j, length: Math.hypot(other.x - place.x, other.y - place.y) }))
        .filter(({ j }) => j !== i)
        .sort((a, b) => a.length - b.length);
      for (const [rank, { j }] of byDistance.entries()) {
        leasts.all = Math.min(leasts.all, distances[i * 24 + j]!);
        if (rank < 4) leasts.neighbours = Math.min(leasts.neighbours, distances[i * 24 + j]!);
      }
    }
    expect(leasts.all).toBeGreaterThan(3);
    expect(leasts.neighbours).toBeGreaterThan(5);
  });

  it.each([1, 2, 40, 90])("gives %i topics a colour each that stands out from white", (count) => {
    const colors = assignTopicColors(scatter(count));
    expect(colors).toHaveLength(count);
    for (const color of colors) {
      expect(color).toMatch(/^#[0-9a-f]{6}$/);
      expect(wcagContrast(color, "#ffffff")).toBeGreaterThanOrEqual(2);
    }
    if (count <= 40) expect(new Set(colors).size).toBe(count);
  });

  it("also colours topics that lie at one place", () => {
    const colors = assignTopicColors(Array.from({ length: 5 }, () => ({ x: 1, y: 1 })));
    expect(new Set(colors).size).toBe(5);
  });
});

describe("tones of a topic's colour", () => {
  it("have a contrast to white of 3:1 as a rim, 4.5:1 as large type and 7:1 as text, for every colour that can be chosen", () => {
    for (const { hex } of [...listCandidateColors(), ...listShades()]) {
      expect(wcagContrast(hex, "#ffffff")).toBeGreaterThanOrEqual(2);
      expect(wcagContrast(darkenToHeading(hex), "#ffffff")).toBeGreaterThanOrEqual(4.5);
      expect(wcagContrast(darkenToRim(hex), "#ffffff")).toBeGreaterThanOrEqual(3);
      expect(wcagContrast(darkenToText(hex), "#ffffff")).toBeGreaterThanOrEqual(7);
    }
  });

  it("are mixed with white by parts: black becomes 60 % white", () => {
    expect(lighten("#000000")).toBe("#999999");
    expect(lighten("#ffffff")).toBe("#ffffff");
  });

  it("are refused for what is no colour", () => {
    expect(() => lighten("reddish")).toThrow("colour is not #rrggbb: reddish");
  });
});
