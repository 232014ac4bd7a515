import { describe, expect, it } from "vitest";
import { traceEvents } from "../../pipeline/lineage/trace-events.ts";
import { createRandom } from "../../pipeline/random.ts";
import { readRun } from "./traced-runs.ts";

/** What became of topics, as letters: event, topic before, topic now. */
function trace(before: string, now: string): string[] {
  return traceEvents(readRun(now), readRun(before)).map(
    ({ event, topic_id, previous_topic_id }) => `${event} ${nameOf(previous_topic_id)}>${nameOf(topic_id)}`,
  );
}

function nameOf(id: number | null): string {
  return id === null ? "" : String.fromCharCode(96 + id);
}

function repeat(...parts: [letter: string, count: number][]): string {
  return parts.map(([letter, count]) => letter.repeat(count)).join("");
}

describe("traceEvents", () => {
  it("continues topics of one id, though some papers wander", () => {
    expect(trace("aaaaaabbbbbb", "aaaaabbbbbba")).toEqual(["continued a>a", "continued b>b"]);
    const [event] = traceEvents(readRun("aaaaabbbbbba"), readRun("aaaaaabbbbbb"));
    expect(event).toEqual({
      event: "continued",
      level: 0,
      topic_id: 1,
      previous_topic_id: 1,
      label: "A",
      previous_label: "A",
      papers: 6,
      previous_papers: 6,
      shared_papers: 5,
      new_papers: 0,
      gone_papers: 0,
      evidence: 5 / 7,
    });
  });

  it("tells a topic that split off, beside the part that goes on", () => {
    expect(trace("aaaaaaaabbbb", "aaaaaacccbbb")).toEqual(["split a>a", "continued b>b", "split a>c"]);
  });

  it("tells both parts of a topic that is no more", () => {
    expect(trace("aaaaaabbb", "cccdddbbb")).toEqual(["continued b>b", "split a>c", "split a>d"]);
  });

  it("tells topics that merged into one that goes on, and into a new one", () => {
    expect(trace("aaaabbbcc", "aaaaaaacc")).toEqual(["merged a>a", "merged b>a", "continued c>c"]);
    expect(trace("aaaabbbbcc", "ddddddddcc")).toEqual(["continued c>c", "merged a>d", "merged b>d"]);
  });

  it("tells a topic of papers that came since as born, though the few old ones are all from one", () => {
    expect(trace("aaaaaaaabbbbbbbb", "aaaaaaacbbbbbbbbccccc")).toEqual(["continued a>a", "continued b>b", "born >c"]);
    const born = traceEvents(readRun("aaaaaaacbbbbbbbbccccc"), readRun("aaaaaaaabbbbbbbb")).at(-1)!;
    expect(born).toMatchObject({ papers: 6, new_papers: 5, shared_papers: 0, evidence: 5 / 6 });
  });

  it("tells a topic whose papers are gone as died, and one whose papers are scattered", () => {
    expect(trace("aaaaaabbbbbbcccccc", "aaaaaabbbbbb      ")).toEqual(["continued a>a", "continued b>b", "died c>"]);
    expect(trace("aaaaaaaabbbbbbbbcccc", "aaaaaaaabbbbbbbbaabb").at(-1)).toBe("died c>");
    expect(traceEvents(readRun("aaaabbbb  "), readRun("aaaabbbbcc")).at(-1)).toMatchObject({
      previous_papers: 2,
      gone_papers: 2,
      evidence: 1,
    });
  });

  it("tells a topic that takes the more of what comes as grown, and one that loses papers as shrunk", () => {
    const before = repeat(["a", 20], ["b", 40], ["c", 40]);
    expect(trace(before, before + repeat(["a", 12], ["b", 1]))).toEqual([
      "grown a>a",
      "continued b>b",
      "continued c>c",
    ]);
    expect(trace(before, repeat(["a", 20], [" ", 16], ["b", 24], ["c", 40]))).toEqual([
      "continued a>a",
      "shrunk b>b",
      "continued c>c",
    ]);
  });

  it("tells nothing of topics that grow as the corpus does, nor of chance in small ones", () => {
    const before = repeat(["a", 20], ["b", 40], ["c", 4]);
    expect(trace(before, before + before)).toEqual(["continued a>a", "continued b>b", "continued c>c"]);
    expect(trace(before, `${before}cc`)).toEqual(["continued a>a", "continued b>b", "continued c>c"]);
  });

  it("does not call a topic shrunk because a large one came", () => {
    const before = repeat(["a", 20], ["b", 20]);
    expect(trace(before, before + repeat(["c", 200]))).toEqual(["continued a>a", "continued b>b", "born >c"]);
  });

  it("counts what split off as nothing lost", () => {
    const before = repeat(["a", 60], ["b", 60]);
    expect(trace(before, repeat(["a", 30], ["c", 30], ["b", 60]))).toEqual(["split a>a", "continued b>b", "split a>c"]);
  });

  it("says beside what became of it that a topic has another label", () => {
    const events = traceEvents(readRun("aabb", { a: "New" }), readRun("aabb"));
    expect(events.map(({ event, topic_id, previous_label }) => [event, topic_id, previous_label])).toEqual([
      ["continued", 1, "A"],
      ["renamed", 1, "A"],
      ["continued", 2, "B"],
    ]);
  });

  it("judges broader topics by the papers of their parts, and tells of a level that is no more", () => {
    const flat = readRun("aabbcc");
    const tree = readRun("aabbcc", {}, { x: "ab" });
    const told = (now: typeof flat, before: typeof flat) =>
      traceEvents(now, before)
        .filter(({ level }) => level === 1)
        .map(({ event, papers, previous_papers }) => [event, papers, previous_papers]);
    expect(told(tree, tree)).toEqual([["continued", 4, 4]]);
    expect(told(tree, flat)).toEqual([["born", 4, 0]]);
    expect(told(flat, tree)).toEqual([["died", 0, 4]]);
  });

  it("accounts for every topic of both runs, whatever the partitions", () => {
    const random = createRandom(1, "partitions");
    const letters = "abcdef- ";
    for (let round = 0; round < 200; round++) {
      const draw = () => Array.from({ length: 50 }, () => letters[random.integer(letters.length)]!).join("");
      const before = draw();
      const now = [...before].map((letter) => (random.next() < 0.5 ? letter : letters[random.integer(8)]!)).join("");
      const [own, other] = [readRun(now), readRun(before)];
      const events = traceEvents(own, other);
      expect(new Set(events.flatMap(({ topic_id }) => topic_id ?? []))).toEqual(
        new Set(own.topics.map((topic) => topic.topic_id)),
      );
      expect(new Set(events.flatMap(({ previous_topic_id }) => previous_topic_id ?? []))).toEqual(
        new Set(other.topics.map((topic) => topic.topic_id)),
      );
      for (const { evidence, shared_papers, papers, previous_papers } of events) {
        expect(evidence).toBeGreaterThanOrEqual(0);
        expect(evidence).toBeLessThanOrEqual(1);
        expect(shared_papers).toBeLessThanOrEqual(Math.min(papers || 50, previous_papers || 50));
      }
      const keys = events.map(({ event, topic_id, previous_topic_id }) => `${event} ${topic_id} ${previous_topic_id}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
