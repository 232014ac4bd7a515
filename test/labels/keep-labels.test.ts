import { describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { type KeptLabel, keepLabels } from "../../pipeline/labels/keep-labels.ts";
import { nameLevels } from "../../pipeline/labels/name-levels.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import type { Phrase } from "../../pipeline/text/phrases.ts";
import { createFakeEmbedder, FAKE_DIMENSIONS } from "../embedding/fake-embedder.ts";

const THEMES = ["graph kernels", "graph transformers", "speech recognition", "speech synthesis"];
const PAPERS = THEMES.flatMap((theme, topic) =>
  Array.from({ length: 8 }, (_, index) => ({
    id: `${topic}${index}`,
    title: `The ${theme}`,
    text: `The ${theme}. Of ${theme} with ${index % 2 ? "tables" : "matrices"}, and ${theme.split(" ")[0]} features.`,
    similarity: index / 10,
  })),
);
const FINE = { topicOf: Int32Array.from(PAPERS, (_, row) => row >> 3), k: 4 };
const BROAD = { topicOf: FINE.topicOf.map((topic) => topic >> 1), k: 2 };
const OPTIONS = parseConfig({ maxTopicShare: 1 });

async function embedTexts(texts: readonly string[]): Promise<Vectors> {
  return { values: (await createFakeEmbedder().embed(texts)).vectors, dimensions: FAKE_DIMENSIONS };
}

const embedPhrases = (phrases: readonly Phrase[]) => embedTexts(phrases.map(({ surface }) => surface));

async function nameAll() {
  const vectors = await embedTexts(PAPERS.map(({ text }) => text));
  return nameLevels(PAPERS, vectors, [FINE, BROAD], OPTIONS, embedPhrases);
}

async function keepAll(kept: (KeptLabel | null)[][], papers = PAPERS) {
  const vectors = await embedTexts(papers.map(({ text }) => text));
  const levels = [FINE, BROAD].map(({ topicOf, k }, index) => ({
    topicOf: topicOf.slice(0, papers.length),
    k,
    kept: kept[index]!,
  }));
  return keepLabels(papers, vectors, levels, OPTIONS, embedPhrases);
}

describe("keepLabels", () => {
  it("says of labels that were just chosen what was said when they were", async () => {
    const named = await nameAll();
    const kept = named.map(({ topics, routing }) =>
      topics.map(({ label, short, spelled }, topic) => ({
        ...{ label, short, spelled },
        routing: routing.label.byTopic[topic]!,
        withTerms: routing.withTerms.byTopic[topic]!,
      })),
    );
    const again = await keepAll(kept);
    for (const [level, { topics, routing }] of again.entries()) {
      expect(routing).toEqual(named[level]!.routing);
      for (const [topic, { label, short, quality, phrases }] of topics.entries()) {
        const before = named[level]!.topics[topic]!;
        expect({ label, short, quality }).toEqual({
          label: before.label,
          short: before.short,
          quality: before.quality,
        });
        expect(phrases.map(({ phrase }) => phrase.key)).toEqual(before.phrases.map(({ phrase }) => phrase.key));
      }
    }
  });

  it("keeps a label that no name would be by today's papers, and names what has none otherwise", async () => {
    const odd = { label: "Matrices", short: "Matrices", spelled: ["matrices"], routing: 0.5, withTerms: null };
    const [fine] = await keepAll([
      [odd, null, null, null],
      [null, null],
    ]);
    expect(fine!.topics.map(({ label }) => label)).toEqual([
      "Matrices",
      expect.stringMatching(/graph transformers/i),
      expect.stringMatching(/speech recognition/i),
      expect.stringMatching(/speech synthesis/i),
    ]);
    // Four of the topic's eight papers have the word, of sixteen in all.
    expect(fine!.topics[0]!.quality).toMatchObject({ coverage: 0.5, precision: 0.25 });
    expect(fine!.routing.label).toEqual({ byTopic: [0.5, null, null, null], overall: 0.5 });
    expect(fine!.routing.withTerms).toEqual({ byTopic: [null, null, null, null], overall: 0 });
  });

  it("gives no second topic a label that one keeps", async () => {
    const stolen = { label: "Graph kernels", short: "Graph kernels", spelled: ["graph kernels"] };
    const [fine] = await keepAll([
      [null, { ...stolen, routing: null, withTerms: null }, null, null],
      [null, null],
    ]);
    expect(fine!.topics.map(({ label }) => label).filter((label) => label === "Graph kernels")).toHaveLength(1);
    expect(fine!.topics[1]!.label).toBe("Graph kernels");
  });

  it("counts a phrase that is in one paper by now, and says nothing of one that is in none", async () => {
    const papers = PAPERS.map((paper, row) =>
      row === 0 ? { ...paper, text: `${paper.text} A lone spectre.` } : paper,
    );
    const label = (spelled: string) => ({
      label: spelled,
      short: spelled,
      spelled: [spelled],
      routing: 1,
      withTerms: 1,
    });
    const [fine] = await keepAll(
      [
        [label("lone spectres"), label("vanished things"), null, null],
        [null, null],
      ],
      papers,
    );
    expect(fine!.topics[0]!).toMatchObject({ label: "lone spectres", quality: { coverage: 1 / 8, precision: 1 } });
    expect(fine!.topics[1]!).toMatchObject({ label: "vanished things", quality: null });
  });
});
