import { beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { createTopicWalk, type TopicWalk } from "../../../pipeline/atlas/client/map/topic-walk.ts";
import { createState } from "../../../pipeline/atlas/client/state.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 60, topics: 4 });
const index = buildIndex(data);
const inView = [data.topics[2]!, data.topics[0]!];

let state: ReturnType<typeof createState>;
let said: string[];
let pointed: (number | null)[];
let flown: number[];
let topics: typeof inView;
let walk: TopicWalk;

beforeEach(() => {
  state = createState();
  [said, pointed, flown, topics] = [[], [], [], inView];
  walk = createTopicWalk(
    { data, index, state, announce: (text) => said.push(text) },
    {
      flyToTopic: (id) => flown.push(id),
      reveal: () => {},
      listTopics: () => topics,
      point: (topic) => pointed.push(topic),
    },
  );
});

describe("createTopicWalk", () => {
  it("goes through the topics in view, from the first or the last, round and round", () => {
    for (const by of [1, 1, 1, -1] as const) walk.stepTopic(by);
    expect(pointed).toEqual([3, 1, 3, 1]);
    expect(said[0]).toMatch(/^.* \d+, \d+ papers, nearest to .*\. 1 of 2\.$/);
    walk.stop();
    walk.stepTopic(-1);
    expect(pointed.slice(-2)).toEqual([null, 1]);
  });

  it("says so where no topic is named", () => {
    topics = [];
    walk.stepTopic(1);
    expect([pointed, said]).toEqual([[], ["No topic is named in this view."]]);
  });

  it("enters a topic, walks its papers to the last and opens one", () => {
    walk.enter();
    expect(pointed).toEqual([3]);
    walk.enter();
    expect([state.get().topic, flown, walk.isAmongPapers()]).toEqual([3, [3], true]);
    const rows = index.papersOf(3);
    walk.stepPaper(1);
    expect(state.get().hovered).toBe(rows[0]);
    for (let step = 0; step < rows.length + 2; step++) walk.stepPaper(1);
    expect(state.get().hovered).toBe(rows.at(-1));
    expect(said.at(-1)).toContain(`${rows.length} of ${rows.length}.`);
    walk.enter();
    expect(state.get().paper).toBe(rows.at(-1));
  });

  it("goes back a step at a time: paper pointed at, paper, selection, topic, the topic of the walk", () => {
    walk.stepTopic(1);
    state.update({ hovered: 1, paper: 1, topic: 2, selection: { kind: "rectangle", points: [0, 0, 1, 1] } });
    for (const field of ["hovered", "paper", "selection", "topic"] as const) {
      expect(state.get()[field], field).not.toBeNull();
      expect(walk.goBack()).toBe(true);
      expect(state.get()[field], field).toBeNull();
    }
    expect([walk.goBack(), pointed.at(-1), walk.goBack()]).toEqual([true, null, false]);
  });
});
