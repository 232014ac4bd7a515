/** A topic of a run of the history; keys as in run_topics. */
export type TracedTopic = {
  topic_id: number;
  level: number;
  parent_id: number | null;
  label: string;
  size: number;
  stability: number | null;
};

/** The topics of a run of the history, and the fine topic of each of its papers, null for none. Papers go by their numbers in numbered_papers. */
export type TracedRun = {
  topics: readonly TracedTopic[];
  topicOf: ReadonlyMap<number, number | null>;
};

/** What became of a topic from one run to another. */
export type EventKind = "born" | "continued" | "grown" | "shrunk" | "split" | "merged" | "died" | "renamed";

/** What became of a topic from one run to another; keys as in topic_events. */
export type TopicEvent = {
  event: EventKind;
  level: number;
  topic_id: number | null;
  previous_topic_id: number | null;
  label: string | null;
  previous_label: string | null;
  papers: number;
  previous_papers: number;
  shared_papers: number;
  new_papers: number;
  gone_papers: number;
  evidence: number;
};
