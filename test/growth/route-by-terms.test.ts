import { expect, it } from "vitest";
import { routeByTerms } from "../../pipeline/growth/route-by-terms.ts";

const TERMS = [
  { topic: 0, term: "knowledge graphs" },
  { topic: 0, term: "entity" },
  { topic: 1, term: "video" },
];

it("is the share of texts with most terms of their own topic, in any case and number", () => {
  const texts = ["A Knowledge Graph of entities", "Videos", "a video of an entity", "nothing"];
  expect(routeByTerms(texts, [0, 1, 1, 0], TERMS, 2)).toBe(0.5);
});

it("leaves out texts without a topic", () => {
  expect(routeByTerms(["video", "video"], [1, -1], TERMS, 2)).toBe(1);
  expect(routeByTerms(["video"], [-1], TERMS, 2)).toBeNaN();
});
