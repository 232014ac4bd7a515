import type { Heading, ListItem, RootContent } from "mdast";
import { heading, type Inline, inlineCode, link, paragraph, strong } from "../documents/markdown.ts";
import { choosePaperUrl } from "../documents/paper-url.ts";
import type { Digest, DigestPaper, Period } from "./read-digest.ts";
import { summarizeAbstract } from "./summarize-abstract.ts";
import { findTopicNews } from "./topic-news.ts";

/** Returns the title of a digest, which is the subject of its mail: "44 papers in 12 topics, 11 August 2025". */
export function titleDigest({ papers, period }: Digest): string {
  const topics = new Set(papers.map(({ topic_id }) => topic_id).filter((id) => id !== null)).size;
  return `${count(papers.length, "paper")} in ${count(topics, "topic")}, ${describePeriod(period)}`;
}

/** Returns a digest as a Markdown tree: what is new, then the papers by topic, topics of one broader topic together. */
export function composeDigest(digest: Digest): RootContent[] {
  const hasParents = digest.papers.some(({ parent }) => parent !== null);
  const groups = groupBy(digest.papers, ({ parent_id, topic_id }) => `${parent_id ?? `topic ${topic_id}`}`);
  return [
    heading(1, titleDigest(digest)),
    ...introduce(digest),
    ...groups.flatMap((papers) => {
      const { parent } = papers[0]!;
      return [
        ...(parent === null ? [] : [heading(2, parent)]),
        ...groupBy(papers, ({ topic_id }) => `${topic_id}`).flatMap((ofTopic) =>
          listTopic(ofTopic, hasParents && parent !== null ? 3 : 2, digest.period),
        ),
      ];
    }),
  ];
}

/** Returns the class that marks a topic's headings, for its colour. */
export function nameTopicClass(topicId: number): string {
  return `topic-${topicId}`;
}

function introduce({ papers, period, growth }: Digest): RootContent[] {
  const { born, growing } = findTopicNews(growth);
  const again = papers.filter((paper) => isListedBefore(paper, period)).length;
  const elsewhere = papers.filter(({ pages }) => pages > 1).length;
  const news = [
    ...(again > 0 ? [`${count(again, "paper")} had been listed before.`] : []),
    ...(period.kind === "page" && elsewhere > 0
      ? [`${count(elsewhere, "paper")} ${elsewhere === 1 ? "stands" : "stand"} on other pages too.`]
      : []),
    ...(born.length > 0 ? [`New ${born.length === 1 ? "topic" : "topics"}: ${quoteAll(born)}.`] : []),
    ...growing.map(
      ({ label, now, expected }) =>
        `More than usual in “${label}”: ${count(now, "paper")}, where its share of earlier papers lets expect ${Math.round(expected)}.`,
    ),
  ];
  return [
    ...(period.kind === "page"
      ? [
          paragraph(
            "No page gives the full date on which its papers were listed: this is the last page by name, ",
            inlineCode(period.source),
            period.listedText ? `, which says “${period.listedText}”.` : ".",
          ),
        ]
      : []),
    ...(news.length > 0 ? [paragraph(news.join(" "))] : []),
  ];
}

function listTopic(papers: readonly DigestPaper[], depth: 2 | 3, period: Period): RootContent[] {
  const { topic, topic_id } = papers[0]!;
  const title = topic === null ? "In no topic" : topic;
  const marked = heading(depth, `${title} (${papers.length})`) as Heading;
  if (topic_id !== null) marked.data = { hProperties: { className: [nameTopicClass(topic_id)] } };
  const items = papers.map(
    (paper): ListItem => ({
      type: "listItem",
      spread: true,
      children: [paragraph(...describePaper(paper, period)), paragraph(summarizeAbstract(paper.abstract))],
    }),
  );
  return [marked, { type: "list", ordered: false, spread: true, children: items }];
}

function describePaper(paper: DigestPaper, period: Period): Inline[] {
  const url = choosePaperUrl(paper.urls, paper.arxiv_id);
  const notes = [
    ...(paper.rank === null ? [] : [`no. ${paper.rank}`]),
    ...(paper.upvotes === null ? [] : [count(paper.upvotes, "vote")]),
    ...(isListedBefore(paper, period) ? [`first listed on ${describeDay(paper.first_day!)}`] : []),
  ];
  return [
    url === null ? strong(paper.title) : { type: "strong", children: [link(paper.title, url)] },
    ...(notes.length > 0 ? [` (${notes.join(", ")})`] : []),
  ];
}

function isListedBefore({ first_day }: DigestPaper, period: Period): boolean {
  return period.kind === "days" && first_day !== null && first_day < period.from;
}

function describePeriod(period: Period): string {
  if (period.kind === "page") return `page ${period.source.replace(/^.*\//, "")}`;
  return period.from === period.to
    ? describeDay(period.to)
    : `${describeDay(period.from)} to ${describeDay(period.to)}`;
}

function describeDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

function quoteAll(topics: readonly { label: string }[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(topics.map(({ label }) => `“${label}”`));
}

/** Returns the items in groups of one key, in the order in which the keys first come. */
function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
