import { describe, expect, it } from "vitest";
import { findTopicNews } from "../../pipeline/digest/topic-news.ts";

const topic = (topic_id: number, now: number, before: number) => ({
  topic_id,
  label: `Topic ${topic_id}`,
  now,
  before,
});

describe("findTopicNews", () => {
  it("finds nothing new where nothing was listed before", () => {
    expect(findTopicNews([topic(1, 5, 0), topic(2, 9, 0)])).toEqual({ born: [], growing: [] });
  });

  it("finds the topics that none of the earlier papers was in", () => {
    const { born } = findTopicNews([topic(1, 5, 0), topic(2, 9, 10), topic(3, 0, 0)]);
    expect(born.map(({ topic_id }) => topic_id)).toEqual([1]);
  });

  it("finds topics with twice their share: 10 papers now, of which a tenth, one, was to be expected, and 3 came", () => {
    const { growing } = findTopicNews([topic(1, 3, 10), topic(2, 7, 90)]);
    expect(growing).toEqual([{ ...topic(1, 3, 10), expected: 1 }]);
  });

  it("does not call two papers a growth, nor less than twice the share", () => {
    expect(findTopicNews([topic(1, 2, 1), topic(2, 98, 999)]).growing).toEqual([]);
    expect(findTopicNews([topic(1, 19, 10), topic(2, 81, 90)]).growing).toEqual([]);
    expect(findTopicNews([topic(1, 20, 10), topic(2, 80, 90)]).growing).toHaveLength(1);
  });

  it("names the three that grew most, the largest surplus first", () => {
    const grown = [3, 5, 9, 7].map((now, index) => topic(index + 1, now, 1));
    const { growing } = findTopicNews([...grown, topic(9, 0, 996)]);
    expect(growing.map(({ topic_id }) => topic_id)).toEqual([3, 4, 2]);
  });
});
