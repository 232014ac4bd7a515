import { describe, expect, it } from "vitest";
import { explainPapers, listExplainedTexts, weighPapers } from "../../pipeline/reasons/explain-papers.ts";
import { numberTopics } from "../../pipeline/topics/number-topics.ts";

describe("explainPapers", () => {
  const abstracts = [
    "Graph kernels compare graphs quickly. Nothing else is said.",
    "We learn graph kernels from labels.",
    "Speech synthesis is slow at home.",
    "On speech synthesis for everyone.",
  ];
  const papers = [1, 1, 2, null].map((topic_id, row) => ({
    id: String(row),
    text: `Title. ${abstracts[row]}`,
    abstract: abstracts[row]!,
    topic_id,
  }));
  const topics = numberTopics(papers.map(({ topic_id }) => topic_id));
  const options = { maxTermWords: 3, maxWordShare: 1, termsPerPaper: 5, sentencesPerPaper: 1 };

  it("ties a paper to its topic by what it shares with it alone, and calls back for each paper", async () => {
    let calls = 0;
    const reasons = await explainPapers(papers, weighPapers(papers, topics, options), options, () => calls++);
    expect(reasons.map(({ terms }) => terms[0]?.phrase.surface)).toEqual([
      "graph kernels",
      "graph kernels",
      undefined,
      undefined,
    ]);
    expect(calls).toBe(4);
  });

  it("lists the sentences of papers that have a topic, with those that are reasons", async () => {
    const texts = listExplainedTexts(
      papers,
      await explainPapers(papers, weighPapers(papers, topics, options), options),
      topics.topicOf,
    );
    expect(texts.map(({ sentences, chosen, topic }) => [sentences.length, [...chosen], topic])).toEqual([
      [2, [0], 0],
      [1, [0], 0],
      [1, [], 1],
    ]);
  });
});
