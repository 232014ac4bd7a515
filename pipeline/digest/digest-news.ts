import { formatCount, formatPercent } from "../text/format-figure.ts";
import { type LinkedTopic, nameTopic } from "./atlas-link.ts";
import { describeDay } from "./period-text.ts";

/** A topic, or a phrase, that is new or rises, with its shares of all papers since a day and before; as in topic_trends and phrase_trends. */
export type TrendRow = {
  trend: "new" | "rising";
  /** NULL of a topic. */
  phrase: string | null;
  /** The topic, or the one that most papers with the phrase are in; NULL for none. */
  topic_id: number | null;
  label: string | null;
  since: string;
  new_papers: number;
  new_share: number;
  earlier_share: number;
};

/** A topic that the last run bore, as in topic_events. */
export type BornTopic = { topic_id: number; label: string; papers: number };

/** What is new as the tables have it. */
export type DigestNews = { born: BornTopic[]; trends: TrendRow[] };

/** Something new: a topic or a phrase, and why it is said. */
export type NewsItem = { topic: LinkedTopic | null; name: string; text: string };

const MOST_TOPICS = 6;
const MOST_PHRASES = 5;

/** Returns in words what is born, new and rising: topics, those that were born first, then phrases. `isOf` tells which topics count. */
export function tellNews(
  { born, trends }: DigestNews,
  isOf: (topicId: number | null) => boolean,
  atlas: string | null,
): NewsItem[] {
  const ofTopics = trends.filter(({ phrase, topic_id }) => phrase === null && isOf(topic_id));
  const ofPhrases = trends.filter(({ phrase, topic_id }) => phrase !== null && isOf(topic_id));
  const bornIds = new Set(born.map(({ topic_id }) => topic_id));
  const topics = [
    ...born
      .filter(({ topic_id }) => isOf(topic_id))
      .map(({ topic_id, label, papers }) => {
        const trend = ofTopics.find((other) => other.topic_id === topic_id);
        const shares = trend ? `, ${describeShares(trend)}` : "";
        return nameItem(
          topic_id,
          label,
          `a topic that was not there before, of ${formatCount(papers, "paper")}${shares}`,
          atlas,
        );
      }),
    ...ofTopics
      .filter(({ topic_id }) => !bornIds.has(topic_id!))
      .map((row) =>
        nameItem(
          row.topic_id!,
          row.label!,
          `${row.trend}, ${formatCount(row.new_papers, "paper")} ${describeShares(row)}`,
          atlas,
        ),
      ),
  ];
  return [...topics.slice(0, MOST_TOPICS), ...ofPhrases.slice(0, MOST_PHRASES).map((row) => tellPhrase(row, atlas))];
}

function nameItem(id: number, label: string, text: string, atlas: string | null): NewsItem {
  return { topic: nameTopic(id, label, atlas), name: label, text };
}

function tellPhrase(row: TrendRow, atlas: string | null): NewsItem {
  const where = row.label === null ? "" : `, most in ${row.label}`;
  return {
    topic: row.topic_id === null ? null : nameTopic(row.topic_id, `“${row.phrase}”`, atlas),
    name: `“${row.phrase}”`,
    text: `${row.trend}, in ${formatCount(row.new_papers, "paper")} ${describeShares(row)}${where}`,
  };
}

function describeShares({ since, new_share, earlier_share }: TrendRow): string {
  return `since ${describeDay(since)}, ${formatPercent(new_share, 1)} of all, after ${formatPercent(earlier_share, 1)} before`;
}
