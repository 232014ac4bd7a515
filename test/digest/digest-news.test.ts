import { describe, expect, it } from "vitest";
import { type TrendRow, tellNews } from "../../pipeline/digest/digest-news.ts";

const all = () => true;
const row = (given: Partial<TrendRow>): TrendRow => ({
  trend: "rising",
  phrase: null,
  topic_id: 1,
  label: "Agents",
  since: "2026-08-12",
  new_papers: 24,
  new_share: 0.081,
  earlier_share: 0.03,
  ...given,
});
const born = { topic_id: 1, label: "Agents", papers: 12 };

describe("tellNews", () => {
  it("tells nothing where nothing is born, new or rising", () => {
    expect(tellNews({ born: [], trends: [] }, all, null)).toEqual([]);
  });

  it("tells of a topic that rises since when, and its shares now and before", () => {
    expect(tellNews({ born: [], trends: [row({})] }, all, "https://my.org/")).toEqual([
      {
        topic: { id: 1, label: "Agents", url: "https://my.org/#topic=1" },
        name: "Agents",
        text: "rising, 24 papers since 12 August 2026, 8.1 % of all, after 3.0 % before",
      },
    ]);
  });

  it("tells of a phrase the topic that most of its papers are in, if any", () => {
    const trends = [
      row({ phrase: "world model" }),
      row({ phrase: "harness", topic_id: null, label: null, trend: "new" }),
    ];
    expect(tellNews({ born: [], trends }, all, null)).toEqual([
      {
        topic: { id: 1, label: "“world model”", url: null },
        name: "“world model”",
        text: "rising, in 24 papers since 12 August 2026, 8.1 % of all, after 3.0 % before, most in Agents",
      },
      {
        topic: null,
        name: "“harness”",
        text: "new, in 24 papers since 12 August 2026, 8.1 % of all, after 3.0 % before",
      },
    ]);
  });

  it("tells of a topic once that is born and rises", () => {
    const told = tellNews({ born: [born], trends: [row({ trend: "new" })] }, all, null);
    expect(told.map(({ text }) => text)).toEqual([
      "a topic that was not there before, of 12 papers, since 12 August 2026, 8.1 % of all, after 3.0 % before",
    ]);
  });

  it("keeps to the topics that count", () => {
    const trends = [
      row({}),
      row({ topic_id: 2, label: "Speech" }),
      row({ phrase: "harness", topic_id: null, label: null }),
    ];
    const told = tellNews({ born: [born], trends }, (id) => id === 2, null);
    expect(told.map(({ name }) => name)).toEqual(["Speech"]);
  });
});
