import type { ListItem, Paragraph, RootContent } from "mdast";
import { heading, type Inline, inlineCode, link, paragraph, strong } from "../documents/markdown.ts";
import { choosePaperUrl } from "../documents/paper-url.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import type { Digest, DigestPaper, Period } from "./read-digest.ts";
import { summarizeAbstract } from "./summarize-abstract.ts";
import { findTopicNews } from "./topic-news.ts";

const NAMED_AUTHORS = 3;
const DAY_FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Returns the title of a digest, which is the subject of its mail: "44 papers in 12 topics, 11 August 2025". */
export function titleDigest({ papers, period }: Digest): string {
  const topics = new Set(papers.map(({ topic_id }) => topic_id).filter((id) => id !== null)).size;
  return `${formatCount(papers.length, "paper")} in ${formatCount(topics, "topic")}, ${describePeriod(period)}`;
}

/** Returns a digest as a Markdown tree: what is new, then the papers by topic, topics of one broader topic together. */
export function composeDigest(digest: Digest): RootContent[] {
  const groups = groupBy(digest.papers, ({ parent_id, topic_id }) => `${parent_id ?? `topic ${topic_id}`}`);
  return [
    heading(1, titleDigest(digest)),
    ...introduce(digest),
    ...groups.flatMap((papers) => listGroup(papers, digest.period)),
  ];
}

/** Returns the class that marks a topic's headings, for its colour. */
export function nameTopicClass(topicId: number): string {
  return `topic-${topicId}`;
}

function introduce({ papers, period, growth }: Digest): RootContent[] {
  const content: RootContent[] = [];
  if (period.kind === "page") {
    content.push(
      paragraph(
        "No page gives the full date on which its papers were listed: this is the last page by name, ",
        inlineCode(period.source),
        period.listedText ? `, which says “${period.listedText}”.` : ".",
      ),
    );
  }
  const news = [...countRepeats(papers, period), ...tellTopicNews(growth)];
  if (news.length > 0) content.push(paragraph(news.join(" ")));
  return content;
}

function countRepeats(papers: readonly DigestPaper[], period: Period): string[] {
  const told: string[] = [];
  const again = papers.filter((paper) => isListedBefore(paper, period)).length;
  if (again > 0) told.push(`${formatCount(again, "paper")} had been listed before.`);
  const elsewhere = papers.filter(({ pages }) => pages > 1).length;
  if (period.kind === "page" && elsewhere > 0) {
    told.push(`${formatCount(elsewhere, "paper")} ${elsewhere === 1 ? "stands" : "stand"} on other pages too.`);
  }
  return told;
}

function tellTopicNews(growth: Digest["growth"]): string[] {
  const { born, growing } = findTopicNews(growth);
  const told: string[] = [];
  if (born.length > 0) {
    const names = joinWithAnd(born.map(({ label }) => `“${label}”`));
    told.push(`New ${born.length === 1 ? "topic" : "topics"}: ${names}.`);
  }
  for (const { label, now, expected } of growing) {
    told.push(
      `More than usual in “${label}”: ${formatCount(now, "paper")}, where its share of earlier papers lets expect ${formatNumber(Math.round(expected))}.`,
    );
  }
  return told;
}

/** Lists papers of one broader topic, or of one topic that is in none. */
function listGroup(papers: readonly DigestPaper[], period: Period): RootContent[] {
  const { parent } = papers[0]!;
  const topics = groupBy(papers, ({ topic_id }) => `${topic_id}`);
  if (parent === null) return topics.flatMap((ofTopic) => listTopic(ofTopic, 2, period));
  return [heading(2, parent), ...topics.flatMap((ofTopic) => listTopic(ofTopic, 3, period))];
}

function listTopic(papers: readonly DigestPaper[], depth: 2 | 3, period: Period): RootContent[] {
  const { topic, topic_id } = papers[0]!;
  const marked = heading(depth, `${topic ?? "In no topic"} (${papers.length})`);
  if (topic_id !== null) marked.data = { hProperties: { className: [nameTopicClass(topic_id)] } };
  const items = papers.map(
    (paper): ListItem => ({
      type: "listItem",
      spread: true,
      children: [
        paragraph(...describePaper(paper, period)),
        ...describeOrigin(paper),
        paragraph(summarizeAbstract(paper.abstract)),
      ],
    }),
  );
  return [marked, { type: "list", ordered: false, spread: true, children: items }];
}

function describePaper(paper: DigestPaper, period: Period): Inline[] {
  const notes: string[] = [];
  if (paper.rank !== null) notes.push(`no. ${paper.rank}`);
  if (paper.upvotes !== null) notes.push(formatCount(paper.upvotes, "upvote"));
  if (paper.comments !== null && paper.comments > 0) notes.push(formatCount(paper.comments, "comment"));
  if (isListedBefore(paper, period)) notes.push(`first listed on ${describeDay(paper.first_day!)}`);
  const url = choosePaperUrl(paper.urls, paper.arxiv_id);
  const title: Inline = url === null ? strong(paper.title) : { type: "strong", children: [link(paper.title, url)] };
  return notes.length > 0 ? [title, ` (${notes.join(", ")})`] : [title];
}

/** Returns a line of who wrote a paper, where it came out, and where its code and project page are; none where nothing is known. */
function describeOrigin({ authors, venue, code_url, project_url }: DigestPaper): Paragraph[] {
  const named = authors.slice(0, NAMED_AUTHORS).join(", ");
  const more = authors.length - NAMED_AUTHORS;
  const parts: Inline[] = [];
  if (named !== "") parts.push(more > 0 ? `${named} and ${more} more` : named);
  if (venue !== null) parts.push(venue);
  for (const [name, address] of [
    ["code", code_url],
    ["project", project_url],
  ] as const) {
    const url = address === null ? null : choosePaperUrl([address], null);
    if (url !== null) parts.push(link(name, url));
  }
  return parts.length === 0 ? [] : [paragraph(...parts.flatMap((part, index) => (index > 0 ? [" · ", part] : [part])))];
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
  return DAY_FORMAT.format(new Date(day));
}

/** Returns the items in groups of one key, in the order in which the keys first come. */
function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
