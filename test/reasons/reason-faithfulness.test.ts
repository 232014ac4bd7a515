import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { type ExplainedText, measureFaithfulness } from "../../pipeline/reasons/reason-faithfulness.ts";

/** Papers of two topics; each has one sentence of its topic's words and three that both topics share. */
function makePapers(chosen: number): ExplainedText[] {
  const own = ["quantization bits rounding", "speech audio phonemes"];
  return Array.from({ length: 12 }, (_, index) => ({
    sentences: [own[index % 2]!, "common filler here", "more filler common", "common things more"],
    chosen: new Set([chosen]),
    topic: index % 2,
  }));
}

const measure = (texts: ExplainedText[], seed = 1) => measureFaithfulness(texts, 2, createRandom(seed, "test"));

describe("measureFaithfulness", () => {
  it("is 1 and 1 for sentences that alone lead a paper to its topic, and without which none does", () => {
    expect(measure(makePapers(0))).toMatchObject({ papers: 12, sufficiency: 1, comprehensiveness: 1 });
  });

  it("is 0 and 0 for sentences that say nothing of the topic", () => {
    expect(measure(makePapers(1))).toMatchObject({ papers: 12, sufficiency: 0, comprehensiveness: 0 });
  });

  it("compares with as many sentences drawn at random", () => {
    const { randomSufficiency, randomComprehensiveness } = measure(makePapers(0));
    expect(randomSufficiency).toBeLessThan(1);
    expect(randomSufficiency).toBe(randomComprehensiveness);
    expect(measure(makePapers(0))).toEqual(measure(makePapers(0)));
  });

  it("passes over papers without reasons, with nothing but reasons, or that their words lead elsewhere", () => {
    const papers = makePapers(0);
    papers[0] = { ...papers[0]!, chosen: new Set() };
    papers[1] = { ...papers[1]!, chosen: new Set([0, 1, 2, 3]) };
    papers[2] = { ...papers[2]!, topic: 1 };
    expect(measure(papers)).toMatchObject({ papers: 9, sufficiency: 1 });
  });

  it("does not take a paper as a witness in its own case", () => {
    const alone = { sentences: ["unheard words alone", "common filler here"], chosen: new Set([0]), topic: 1 };
    const others = makePapers(0).map((paper) => ({ ...paper, topic: 0 }));
    expect(measure([alone, ...others]).papers).toBe(12);
  });

  it("gives no shares where there is nothing to measure", () => {
    expect(measure([])).toMatchObject({ papers: 0, sufficiency: Number.NaN });
    expect(measure([{ sentences: [], chosen: new Set(), topic: 0 }])).toMatchObject({ papers: 0 });
  });
});
