import type { AtlasTopic } from "../../atlas-data.ts";
import type { Atlas } from "../atlas.ts";

/** What walking by keyboard asks of the map. */
export type WalkActions = {
  flyToTopic(id: number): void;
  /** Moves the view so that a paper is seen, if it is not. */
  reveal(row: number): void;
  /** Topics whose names can be read now, in reading order. */
  listTopics(): AtlasTopic[];
  /** Marks the topic that the keys are at. */
  point(topic: number | null): void;
};

/** A walk by keyboard: from topic to topic, and through the papers of one that was entered. Each step is said aloud. */
export type TopicWalk = {
  /** Goes to the next topic in view (1), or the last one (-1). */
  stepTopic(by: 1 | -1): void;
  /** Opens the paper or topic that the walk is at; goes to the first topic where it is at none. */
  enter(): void;
  isAmongPapers(): boolean;
  /** Goes to the next paper of the topic (1), or the last one (-1). */
  stepPaper(by: 1 | -1): void;
  /** Takes one step back; returns whether there was one. */
  goBack(): boolean;
  /** Forgets the topic that the walk is at. */
  stop(): void;
};

/** Returns a walk that is at no topic. */
export function createTopicWalk(
  atlas: Pick<Atlas, "data" | "index" | "state" | "announce">,
  actions: WalkActions,
): TopicWalk {
  const { data, index, state, announce } = atlas;
  let pointed: number | null = null;
  /** Place among the papers of the topic that was entered; -1 before the first. */
  let walked: number | null = null;

  function point(topic: number | null): void {
    pointed = topic;
    walked = null;
    actions.point(topic);
  }

  const walk: TopicWalk = {
    stepTopic(by) {
      const topics = actions.listTopics();
      if (topics.length === 0) {
        announce("No topic is named in this view.");
        return;
      }
      const last = topics.findIndex(({ id }) => id === pointed);
      const first = by > 0 ? 0 : topics.length - 1;
      const place = last === -1 ? first : (last + by + topics.length) % topics.length;
      const topic = topics[place]!;
      point(topic.id);
      const near = topic.nearest === null ? null : index.topicById.get(topic.nearest);
      const nearest = near ? `, nearest to ${near.label}` : "";
      announce(`${topic.label}, ${topic.size} papers${nearest}. ${place + 1} of ${topics.length}.`);
    },
    enter() {
      const { hovered, topic: open } = state.get();
      if (walked !== null && hovered !== null) {
        state.update({ paper: hovered });
        return;
      }
      const topic = pointed ?? open;
      if (topic === null) {
        walk.stepTopic(1);
        return;
      }
      state.update({ topic });
      actions.flyToTopic(topic);
      walked = -1;
      announce(`${index.topicById.get(topic)!.label} is open. Down and up walk its papers.`);
    },
    isAmongPapers: () => walked !== null && state.get().topic !== null,
    stepPaper(by) {
      const { topic } = state.get();
      if (topic === null) return;
      const rows = index.papersOf(topic);
      walked = Math.min(rows.length - 1, Math.max(0, (walked ?? -1) + by));
      const row = rows[walked]!;
      state.update({ hovered: row });
      actions.reveal(row);
      announce(`${data.papers.title[row]}. ${walked + 1} of ${rows.length}.`);
    },
    goBack() {
      const { paper, hovered, topic, selection } = state.get();
      if (hovered !== null) {
        walked = null;
        state.update({ hovered: null });
      } else if (paper !== null) state.update({ paper: null });
      else if (selection !== null) state.update({ selection: null });
      else if (topic !== null) state.update({ topic: null });
      else if (pointed !== null) point(null);
      else return false;
      return true;
    },
    stop() {
      if (pointed !== null) point(null);
    },
  };
  return walk;
}
