import { describe, expect, it } from "vitest";
import {
  describeCohesion,
  describeLabelQuality,
  describeMargin,
  describeMixture,
  describeRole,
  describeStability,
  nameSource,
} from "../../../pipeline/atlas/client/panels/describe.ts";
import { isArxivId, readWebAddress } from "../../../pipeline/atlas/client/panels/paper-links.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 60, topics: 4, broad: 2 });
const [topic] = data.topics;

describe("describeRole", () => {
  it("says how surely a paper is in its topic, by the probability", () => {
    const papers = { ...data.papers, role: Uint8Array.of(0, 1, 2), probability: Uint16Array.of(8750, 4500, 2000) };
    expect(describeRole(papers, 0, undefined)).toContain("Core: its probability is 88 %");
    expect(describeRole(papers, 1, undefined)).toContain("between topics: its probability is 45 %");
    expect(describeRole(papers, 2, { ...topic!, label: "Owls" })).toBe(
      "In no topic: the best has a probability of only 20 %; next comes Owls.",
    );
  });
});

describe("describeMargin", () => {
  it("has four steps, and a word for a second topic that only the words set back", () => {
    expect([0.6, 0.3, 0.1, 0.01, -0.2].map(describeMargin)).toEqual([
      "far behind",
      "clearly behind",
      "close behind",
      "almost level",
      "ahead by votes, behind by words",
    ]);
  });
});

describe("describeMixture", () => {
  it("speaks of mixed shelves only", () => {
    expect(describeMixture({ ...topic!, mixed: true })).toMatch(/mixed shelf/);
    expect(describeMixture({ ...topic!, mixed: false })).toBeNull();
  });
});

describe("describeStability", () => {
  it("calls a topic firm, fair or loose", () => {
    expect(describeStability({ ...topic!, stability: 0.9 })).toMatch(/^It is firm: .* \(0\.90; /);
    expect(describeStability({ ...topic!, stability: 0.6 })).toMatch(/^It is fair: /);
    expect(describeStability({ ...topic!, stability: 0.2 })).toMatch(/^It is loose: /);
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
    expect(describeLabelQuality({ ...topic!, labelVerdict: "fits", labelCoverage: 0.5, labelPrecision: 0.25 })).toEqual(
      ["This label fits.", "50 % of the papers contain a phrase of it; of all papers that do, 25 % are its own."],
    );
    expect(describeLabelQuality({ ...topic!, labelVerdict: "provisional", routing: 0.1 })).toEqual([
      "This label is provisional: it does not set the topic apart well.",
      "It led 10 % of held-out papers to this topic.",
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
