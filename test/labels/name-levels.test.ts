import { describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { type NamedTopic, nameLevels } from "../../pipeline/labels/name-levels.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import type { Phrase } from "../../pipeline/text/phrases.ts";
import { createFakeEmbedder, FAKE_DIMENSIONS } from "../embedding/fake-embedder.ts";

const THEMES = [
  ["graph kernels", "node features", "message passing"],
  ["graph transformers", "node features", "positional codes"],
  ["speech recognition", "acoustic signals", "phoneme errors"],
  ["speech synthesis", "acoustic signals", "vocoder noise"],
];
const PER_TOPIC = 8;
const embedder = createFakeEmbedder();

async function embedTexts(texts: readonly string[]): Promise<Vectors> {
  return { values: (await embedder.embed(texts)).vectors, dimensions: FAKE_DIMENSIONS };
}

const embedPhrases = (phrases: readonly Phrase[]) => embedTexts(phrases.map(({ surface }) => surface));

const PAPERS = THEMES.flatMap(([first, second, third], topic) =>
  Array.from({ length: PER_TOPIC }, (_, index) => ({
    id: `${topic}${index}`,
    title: `Paper ${topic}-${index}`,
    text: `The ${first}. Of ${index % 2 ? second : third}, with ${first}, and ${index % 4 === 0 ? "matrices" : "tables"}.`,
    similarity: index / 10,
  })),
);
const FINE = { topicOf: Int32Array.from(PAPERS, (_, row) => Math.floor(row / PER_TOPIC)), k: 4 };
const BROAD = { topicOf: FINE.topicOf.map((topic) => Math.floor(topic / 2)), k: 2 };

async function nameAll(
  levels: Parameters<typeof nameLevels>[2],
  papers: Parameters<typeof nameLevels>[0] = PAPERS,
  embed: Parameters<typeof nameLevels>[4] = embedPhrases,
): Promise<NamedTopic[][]> {
  const vectors = await embedTexts(papers.map(({ text }) => text));
  const named = await nameLevels(papers, vectors, levels, parseConfig({ maxTopicShare: 1 }), embed);
  return named.map(({ topics }) => topics);
}

describe("nameLevels", () => {
  it("names topics without a model, too: a phrase means what its papers mean", async () => {
    const [topics] = await nameAll([FINE], PAPERS, null);
    topics!.forEach(({ label, quality }, topic) => {
      const own = THEMES[topic]!.map((phrase) => phrase.toLowerCase());
      for (const part of label.toLowerCase().split(", ")) expect(own).toContain(part);
      expect(quality?.verdict).toBe("fits");
    });
  });

  it("names topics by phrases of their own papers, short by the first of them", async () => {
    const [topics] = await nameAll([FINE]);
    topics!.forEach(({ label, short }, topic) => {
      const own = THEMES[topic]!.map((phrase) => phrase.toLowerCase());
      for (const part of label.toLowerCase().split(", ")) expect(own).toContain(part);
      expect(label.startsWith(short)).toBe(true);
      expect(short).toMatch(/^[A-Z]/);
    });
  });

  it("calls a broader topic by its parts, two of them where it must be short", async () => {
    const [fine, broad] = await nameAll([FINE, BROAD]);
    broad!.forEach(({ label, short, spelled }, topic) => {
      const parts = fine!.slice(2 * topic, 2 * topic + 2).map((part) => part.spelled[0]);
      expect(spelled).toEqual(parts);
      expect(label.toLowerCase()).toBe(parts.join(", ").toLowerCase());
      expect(short).toBe(label);
    });
  });

  it("calls a topic a mixture that is marked as one, and no other, though its name does not fit", async () => {
    const isMixed = [false, true, false, false];
    const [marked] = await nameAll([{ ...FINE, isMixed }]);
    expect(marked!.map(({ label }) => label.startsWith("Mixed: "))).toEqual(isMixed);
    expect(marked![1]!.label).toBe(`Mixed: ${marked![1]!.spelled.join(", ")}`);
    expect(marked![1]!.short).toBe(marked![1]!.label);
    // Papers dealt at random are about nothing together.
    const [dealt] = await nameAll([{ topicOf: Int32Array.from(PAPERS, (_, row) => row % 4), k: 4 }]);
    expect(dealt!.some(({ quality }) => quality?.verdict === "provisional")).toBe(true);
    expect(dealt!.some(({ label }) => label.startsWith("Mixed: "))).toBe(false);
  });

  it("gives topics of all levels different labels, and different short ones", async () => {
    const labels = (await nameAll([FINE, BROAD])).flat();
    expect(labels).toHaveLength(6);
    expect(new Set(labels.map(({ label }) => label)).size).toBe(6);
    expect(new Set(labels.map(({ short }) => short)).size).toBe(6);
  });

  it("measures each level against the others of the same level", async () => {
    const vectors = await embedTexts(PAPERS.map(({ text }) => text));
    const named = await nameLevels(PAPERS, vectors, [FINE, BROAD], parseConfig({ maxTopicShare: 1 }), embedPhrases);
    expect(named.map(({ topics, routing }) => [topics.length, routing.label.byTopic.length])).toEqual([
      [4, 4],
      [2, 2],
    ]);
    for (const { quality } of named.flatMap(({ topics }) => topics)) {
      expect(quality!.coverage).toBeGreaterThan(0);
      expect(quality!.precision).toBeLessThanOrEqual(1);
    }
    expect(named[0]!.routing.label.overall).toBeGreaterThan(0.5);
  });

  it("names a topic without phrases by its most typical paper, and never two by one title", async () => {
    const papers = ["a", "b", "c", "d"].map((id, row) => ({
      id,
      title: "Of it",
      text: "Of it.",
      similarity: row / 10,
    }));
    const [topics] = await nameAll([{ topicOf: Int32Array.of(0, 0, 1, 1), k: 3 }], papers);
    expect(topics!.map(({ label }) => label)).toEqual(["Of it", "Of it (2)", "Empty topic"]);
  });

  it("holds the labels of the last run as they were spelled while they hold", async () => {
    const [before] = await nameAll([FINE]);
    const shouted = before!.map(({ label, short, spelled }) => ({
      label: label.toUpperCase(),
      short: short.toUpperCase(),
      spelled: spelled.map((phrase) => phrase.toUpperCase()),
    }));
    expect(await nameAll([{ ...FINE, previous: shouted.map(({ spelled }) => spelled) }])).toMatchObject([shouted]);
    expect(await nameAll([{ ...FINE, previous: before!.map(({ spelled }) => spelled) }])).toEqual([before]);
  });

  it("replaces a label that no longer fits its topic", async () => {
    const [before] = await nameAll([FINE]);
    const swapped = [2, 3, 0, 1].map((topic) => before![topic]!.spelled);
    expect(await nameAll([{ ...FINE, previous: swapped }])).toEqual([before]);
    const unknown = before!.map(() => ["quarks", "gluons"]);
    expect(await nameAll([{ ...FINE, previous: unknown }])).toEqual([before]);
  });

  it("takes papers without a topic as outside", async () => {
    const topicOf = FINE.topicOf.map((topic, row) => (row % PER_TOPIC === 7 ? -1 : topic));
    const [topics] = await nameAll([{ topicOf, k: 4 }]);
    expect(new Set(topics!.map(({ label }) => label)).size).toBe(4);
  });
});
