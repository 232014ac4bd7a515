/** Topics of one level, from 0 to k - 1, as the topic of each paper; -1 is none. */
export type Partition = { topicOf: Int32Array; k: number };
