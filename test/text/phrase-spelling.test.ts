import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { keyOfPhrase } from "../../pipeline/text/phrase-keys.ts";
import { chooseSpelling, readUsage } from "../../pipeline/text/phrase-spelling.ts";
import { readTokens } from "../../pipeline/text/token-places.ts";

const usageOf = (...texts: string[]) => readUsage(readTokens(texts, ENGLISH));

/** Spellings with how often each occurs; half of the times nothing goes on after it, unless `atEnd` says how often. */
function choose(counts: Record<string, number>, texts: string[], atEnd: Record<string, number> = {}): string {
  const spellings = Object.entries(counts).map(([written, count]) => ({
    written,
    count,
    atEnd: atEnd[written] ?? count / 2,
  }));
  return chooseSpelling(spellings, keyOfPhrase(spellings[0]!.written), usageOf(...texts));
}

describe("chooseSpelling", () => {
  it("shows the commonest spelling, equals by code unit", () => {
    expect(choose({ "online data": 3, "on-line data": 2 }, [])).toBe("online data");
    expect(choose({ "online data": 2, "on-line data": 2 }, [])).toBe("on-line data");
  });

  it("goes by where nothing goes on after it", () => {
    const atEnd = { "time-series": 1, "time series": 2 };
    expect(choose({ "time-series": 9, "time series": 2 }, [], atEnd)).toBe("time series");
  });

  it("shows the plural of what is counted, and the singular of what is not", () => {
    const counted = ["Models.", "A model of models."];
    expect(choose({ "reward model": 5, "reward models": 1 }, counted)).toBe("reward models");
    const mass = ["Alignment.", "The alignment of alignment and alignment", "alignments"];
    expect(choose({ "safety alignments": 5, "safety alignment": 1 }, mass)).toBe("safety alignment");
    expect(choose({ "reward model": 5 }, counted)).toBe("reward model");
  });

  it("counts number where a word ends: an inner noun is always singular", () => {
    expect(choose({ antenna: 5, antennas: 2 }, ["Antenna arrays, antenna gain, antenna design.", "Antennas."])).toBe(
      "antennas",
    );
  });

  it("writes a name with capitals, and any other word without", () => {
    const texts = ["Graph transformers and Bayesian graphs", "Bayesian Graphs of Monte Carlo", "hugging faces"];
    expect(choose({ "Graph Transformers": 3 }, texts)).toBe("graph transformers");
    expect(choose({ "Bayesian Graphs": 3 }, texts)).toBe("Bayesian Graphs");
    expect(choose({ "Bayesian Graphs": 3, "Bayesian graphs": 4 }, texts)).toBe("Bayesian graphs");
    expect(choose({ "Graph-Carlo": 1 }, texts)).toBe("Graph-Carlo");
    expect(choose({ "X-rays": 1 }, ["The x of rays"])).toBe("X-rays");
  });

  it("knows a word in other forms of it", () => {
    expect(choose({ Vulnerabilities: 3 }, ["A vulnerability"])).toBe("vulnerabilities");
  });

  it("spells an acronym out where a fifth of its uses are", () => {
    const key = keyOfPhrase("sparse autoencoder");
    const show = (spelledOut: number) =>
      chooseSpelling(
        [
          { written: "sparse autoencoder", count: spelledOut, atEnd: spelledOut },
          { written: "SAE", count: 8, atEnd: 8 },
        ],
        key,
        usageOf(),
      );
    expect([show(2), show(1)]).toEqual(["sparse autoencoder", "SAE"]);
  });

  it("shows what is shouted only if all do", () => {
    expect(choose({ ARMENIANS: 5, Armenians: 1 }, [])).toBe("Armenians");
    expect(choose({ ARMENIANS: 5 }, [])).toBe("ARMENIANS");
  });
});
