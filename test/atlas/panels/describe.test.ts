import { describe, expect, it } from "vitest";
import {
  describeCohesion,
  describeLabelQuality,
  describeMixture,
  describePlace,
  describeStability,
  nameSource,
} from "../../../pipeline/atlas/client/panels/describe.ts";
import { isArxivId, readWebAddress } from "../../../pipeline/atlas/client/panels/paper-links.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 60, topics: 4, broad: 2 });
const [topic] = data.topics;

describe("describePlace", () => {
  it("says the role with its probability, and what comes next", () => {
    expect(describePlace({ role: "core", first: 0.6, second: 0.3 })).toEqual({
      role: "Core: its probability is 60 %, at least twice that of any other topic.",
      next: "Next, with a probability of 30 %.",
    });
    expect(describePlace({ role: "edge", first: 0.45, second: 0.4 })).toEqual({
      role: "Edge, between topics: its probability is 45 %, less than twice that of another.",
      next: "Next, with a probability of 40 %.",
    });
    expect(describePlace({ role: "edge", first: 0.3, second: 0.4 }).next).toMatch(
      /40 %; its words speak for the first/,
    );
    expect(describePlace({ role: "unassigned", first: 0.2, second: 0.1 }).role).toBe(
      "Unassigned: in no topic; the best has a probability of 20 %.",
    );
  });

  it("says nothing of what rounds to 0 %", () => {
    expect(describePlace({ role: "core", first: 1, second: 0 })).toEqual({
      role: "Core: its probability is 100 %.",
      next: null,
    });
    expect(describePlace({ role: "core", first: 0.99, second: 0.004 }).next).toBeNull();
  });

  it("shows figures that agree with the role, whatever they are", () => {
    for (let first = 0.01; first < 1; first += 0.0037) {
      for (let second = 0.01; second <= first; second += 0.0041) {
        const role = first >= 2 * second ? "core" : "edge";
        const place = describePlace({ role, first, second });
        const [own, next] = [place.role, place.next!].map((text) => Number(/([\d.]+) %/.exec(text)![1]));
        if (Math.abs(first - 2 * second) > 0.0002) expect(own! >= 2 * next!).toBe(role === "core");
      }
    }
  });
});

describe("describeMixture", () => {
  it("speaks of mixed topics only", () => {
    expect(describeMixture({ ...topic!, mixed: true })).toMatch(/^Mixed: /);
    expect(describeMixture({ ...topic!, mixed: false })).toBeNull();
  });
});

describe("describeStability", () => {
  it("calls a topic firm, fair or loose", () => {
    expect(describeStability({ ...topic!, stability: 0.9 })).toMatch(/^Stability: firm \(0\.90\)\. /);
    expect(describeStability({ ...topic!, stability: 0.6 })).toMatch(/^Stability: fair /);
    expect(describeStability({ ...topic!, stability: 0.2 })).toMatch(/^Stability: loose /);
  });

  it("has no sentence where it was not measured", () => {
    expect(describeStability({ ...topic!, stability: null })).toBeNull();
  });
});

describe("describeCohesion", () => {
  it("sets a topic beside the others of its level", () => {
    const topics = [0.5, 0.4, 0.6].map((cohesion, id) => ({ ...topic!, id, level: 0, cohesion }));
    expect(describeCohesion(topics[0]!, topics)).toBe(
      "Its papers are alike by 0.50, more than in 1 of the 2 other topics of its level (mean cosine to their centre).",
    );
    expect(describeCohesion({ ...topic!, cohesion: null }, topics)).toBeNull();
  });
});

describe("describeLabelQuality", () => {
  it("says what was measured, and nothing else", () => {
    expect(describeLabelQuality(topic!)).toEqual([]);
    const known = { ...topic!, labelCoverage: 0.5, labelPrecision: 0.25 };
    expect(describeLabelQuality({ ...known, labelVerdict: "fits" })).toEqual([
      "The label fits.",
      "50 % of the papers contain a phrase of the label; of all papers that do, 25 % are its own.",
    ]);
    expect(describeLabelQuality({ ...known, labelVerdict: "provisional", routing: 0.1 })).toEqual([
      "The label is provisional: it leads only 10 % of held-out papers to the topic.",
      "50 % of the papers contain a phrase of the label; of all papers that do, 25 % are its own.",
    ]);
  });
});

describe("nameSource", () => {
  it("names a source by its file", () => {
    expect(["feed/a b.txt", "page", ".txt"].map(nameSource)).toEqual(["a b", "page", ".txt"]);
  });
});

describe("links", () => {
  it("lead to the web alone", () => {
    expect(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "x", ""].map(readWebAddress)).toEqual(
      Array(5).fill(null),
    );
    expect(readWebAddress("https://example.org/a?b")!.host).toBe("example.org");
  });

  it("take identifiers of arXiv of both forms, and no other text", () => {
    expect(["2401.12345", "cs/0112017", "2401.1/../x", '2401.12345"', ""].map(isArxivId)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
