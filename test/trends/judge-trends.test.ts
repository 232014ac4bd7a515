import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../pipeline/numeric/false-discovery.ts";
import { createRandom } from "../../pipeline/random.ts";
import { chargeChange, findChangePoints } from "../../pipeline/trends/find-change-points.ts";
import { judgeShares } from "../../pipeline/trends/judge-trends.ts";
import { LatestScanner } from "../../pipeline/trends/scan-latest-days.ts";
import { testPhrases } from "../../pipeline/trends/test-phrases.ts";
import { countPlaces, readCalendar } from "../../pipeline/trends/trend-calendar.ts";

const DAYS = 60;
const TOPICS = 12;
const PER_DAY = 12;
const RUNS = 100;

/** All feeds have as many papers on the same days. */
const { calendar } = readCalendar(
  Array.from({ length: DAYS * PER_DAY }, (_, paper) => Math.floor(paper / PER_DAY)),
  "day",
);
const scanner = new LatestScanner(calendar);

/** Places of the days of papers of `TOPICS` topics by chance; those of topic 0 begin with the day `begin`. */
function drawPapers(seed: number, begin = 0): { places: Int32Array; topics: number[] } {
  const random = createRandom(seed, "trends");
  const places = Array.from({ length: DAYS * PER_DAY }, (_, paper) => Math.floor(paper / PER_DAY));
  const topics = places.map((place) => (place < begin ? 1 + random.integer(TOPICS - 1) : random.integer(TOPICS)));
  return { places: Int32Array.from(places), topics };
}

function judge({ places, topics }: ReturnType<typeof drawPapers>) {
  const rowsOf = (topic: number) => topics.flatMap((own, row) => (own === topic ? [row] : []));
  const counted = Array.from({ length: TOPICS }, (_, topic) => ({
    id: topic,
    byDay: countPlaces(
      rowsOf(topic).map((row) => places[row]!),
      calendar.days.length,
    ),
  }));
  const phrases = counted.map(({ id }) => ({ key: `phrase ${id}`, rows: rowsOf(id).filter((row) => row % 3 > 0) }));
  return { shares: judgeShares(counted, scanner), phrases: testPhrases(phrases, places, scanner).found };
}

describe("trends", () => {
  it("are raised by chance in no more than one run of twenty", () => {
    let raised = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const { shares, phrases } = judge(drawPapers(seed));
      if (shares.some(({ trend }) => trend) || phrases.some(({ isRaised }) => isRaised)) raised++;
    }
    expect(raised / RUNS).toBeLessThanOrEqual(0.05);
  });

  it("are found within ten days of the beginning of a theme, mostly with its phrase, as new", () => {
    let withPhrase = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { shares, phrases } = judge(drawPapers(seed, DAYS - 10));
      expect(shares[0], `seed ${seed}`).toMatchObject({ trend: "new", earlierPapers: 0 });
      expect(Math.abs(shares[0]!.start! - (DAYS - 10))).toBeLessThanOrEqual(3);
      if (phrases[0]?.key === "phrase 0" && phrases[0].isRaised) withPhrase++;
    }
    expect(withPhrase).toBeGreaterThanOrEqual(16);
  });

  it("fade where a topic ends", () => {
    const { places, topics } = drawPapers(1);
    const ended = topics.map((topic, row) => (topic === 0 && places[row]! > DAYS - 20 ? 1 : topic));
    expect(judge({ places, topics: ended }).shares[0]).toMatchObject({ trend: "fading" });
  });
});

describe("adjustPValues", () => {
  it("gives each the smallest share of false discoveries at which it is one", () => {
    expect(adjustPValues([0.04, 0.01, 0.03, 0.5])).toEqual([0.16 / 3, 0.04, 0.16 / 3, 0.5]);
    expect(adjustPValues([0.01], 100)).toEqual([1]);
    expect(adjustPValues([])).toEqual([]);
  });
});

describe("findChangePoints", () => {
  const totals = new Int32Array(60).fill(10);

  it("finds from which day a share is another, and none where it stays", () => {
    const penalty = chargeChange(60, 40);
    const shares = (share: (day: number) => number) => Int32Array.from({ length: 60 }, (_, day) => share(day));
    expect(
      findChangePoints(
        shares((day) => (day < 30 ? 0 : 2)),
        totals,
        penalty,
      ),
    ).toEqual([30]);
    expect(
      findChangePoints(
        shares((day) => (day < 20 || day >= 45 ? 1 : 5)),
        totals,
        penalty,
      ),
    ).toEqual([20, 45]);
    expect(
      findChangePoints(
        shares((day) => day % 3),
        totals,
        penalty,
      ),
    ).toEqual([]);
    expect(findChangePoints(new Int32Array(1), totals.subarray(0, 1), penalty)).toEqual([]);
  });
});
