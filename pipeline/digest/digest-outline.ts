import { choosePaperUrl } from "../documents/paper-url.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import { type LinkedTopic, linkDays, linkPaper, nameTopic } from "./atlas-link.ts";
import { describeFollowed } from "./describe-followed.ts";
import { type NewsItem, tellNews } from "./digest-news.ts";
import { describeDay, describePeriod, type Period } from "./period-text.ts";
import { type RankedPapers, rankDigest } from "./rank-digest.ts";
import type { Digest, DigestPaper } from "./read-digest.ts";
import { summarizeAbstract } from "./summarize-abstract.ts";

/** A paper on one line: addresses are null where there are none. */
export type OutlineEntry = {
  title: string;
  url: string | null;
  mapUrl: string | null;
  codeUrl: string | null;
  /** Upvotes and the like, in words. */
  notes: string[];
};

/** A paper of the top. */
export type TopEntry = OutlineEntry & {
  /** Who wrote it, and where it came out. */
  origin: string[];
  projectUrl: string | null;
  summary: string;
  topic: LinkedTopic | null;
  /** What is said in place of a topic. */
  without: string;
  /** Terms of its own text that tie it to its topic. */
  reasons: string[];
};

/** Papers of one topic, or of none, on a line each; `above` of them stand among the top, and not here. */
export type TopicList = { topic: LinkedTopic | null; label: string; above: number; entries: OutlineEntry[] };

/** All that a digest says, in the order in which it says it. Every writer puts the same words into its own form. */
export type DigestOutline = {
  title: string;
  notes: string[];
  /** Address of these days in the atlas, or of the atlas. */
  atlas: string | null;
  news: NewsItem[];
  top: { heading: string; entries: TopEntry[] };
  rest: { heading: string; groups: { label: string | null; topics: TopicList[] }[] };
  /** What each line of a personal digest found; empty of one for all. */
  followed: string[];
};

const NAMED_AUTHORS = 3;
const MOST_REASONS = 3;
/** Of a summary, in characters: three lines or four. */
const SUMMARY_LENGTH = 260;

/** Returns the title of a digest, which is the subject of its mail: "44 papers in 12 topics, 11 August 2025". */
export function titleDigest({ papers, period, followed, listed }: Digest): string {
  if (followed !== null)
    return `For you: ${formatNumber(papers.length)} of ${formatCount(listed, "paper")}, ${describePeriod(period)}`;
  const topics = new Set(papers.map(({ topic_id }) => topic_id).filter((id) => id !== null)).size;
  return `${formatCount(papers.length, "paper")} in ${formatCount(topics, "topic")}, ${describePeriod(period)}`;
}

/** Returns what a digest says: what is new, the `top` best papers, and all others by topic, a line each. `atlas` is the address of the atlas, if known. */
export function outlineDigest(digest: Digest, top: number, atlas: string | null): DigestOutline {
  const { papers: ranked, basis } = rankDigest(digest.papers, hasDays(digest.period));
  const best = ranked.slice(0, top);
  const others = new Set(ranked.slice(top));
  return {
    title: titleDigest(digest),
    notes: [
      ...describePage(digest.period),
      ...countRepeats(digest.papers, digest.period),
      ...countUnsettled(digest.papers),
    ],
    atlas:
      atlas === null || digest.period.kind === "page" ? atlas : linkDays(atlas, digest.period.from, digest.period.to),
    news: tellNews(digest.news, chooseTopics(digest), atlas),
    top: {
      heading: nameTop(best.length, others.size, basis),
      entries: best.map((paper) => describeTop(paper, digest, atlas)),
    },
    rest: {
      heading: nameRest(best.length, others.size, basis),
      groups: listGroups(digest.papers, others, digest, atlas),
    },
    followed: digest.followed === null ? [] : describeFollowed(digest.followed, digest.papers),
  };
}

function nameTop(count: number, others: number, basis: RankedPapers["basis"]): string {
  const by = { upvotes: "by upvotes", day: "by upvotes for their day", rank: "by rank", page: "as listed" }[basis];
  if (others === 0) return count === 1 ? "One paper" : `All ${formatNumber(count)}, ${by}`;
  return basis === "page" ? `The first ${formatNumber(count)} as listed` : `Top ${formatNumber(count)} ${by}`;
}

/** The lines below it give upvotes as a number alone. */
function nameRest(above: number, count: number, basis: RankedPapers["basis"]): string {
  const which = above === 0 ? "All" : count === 1 ? "One more" : `The other ${formatNumber(count)}`;
  return `${which}, by topic${basis === "upvotes" || basis === "day" ? ", with upvotes" : ""}`;
}

function describePage(period: Period): string[] {
  if (period.kind === "days") return [];
  const date = period.listedText ? `, which says “${period.listedText}”` : "";
  return [
    `No page gives the full date on which its papers were listed: this is the last page by name, ${period.source}${date}.`,
  ];
}

function countRepeats(papers: readonly DigestPaper[], period: Period): string[] {
  const told: string[] = [];
  const again = papers.filter((paper) => isListedBefore(paper, period)).length;
  if (again > 0) told.push(`${formatCount(again, "paper")} had been listed before.`);
  const elsewhere = papers.filter(({ pages }) => pages > 1).length;
  if (period.kind === "page" && elsewhere > 0)
    told.push(`${formatCount(elsewhere, "paper")} ${elsewhere === 1 ? "stands" : "stand"} on other pages too.`);
  return told;
}

function countUnsettled(papers: readonly DigestPaper[]): string[] {
  const count = papers.filter(({ role }) => role === "unsettled").length;
  if (count === 0) return [];
  return [`${formatCount(count, "paper")} ${count === 1 ? "fits" : "fit"} no topic yet.`];
}

/** In a personal digest the topics of its papers count, else all. */
function chooseTopics({ followed, papers }: Digest): (topicId: number | null) => boolean {
  if (followed === null) return () => true;
  const topics = new Set(papers.map(({ topic_id }) => topic_id));
  return (topicId) => topicId !== null && topics.has(topicId);
}

/** Whether papers of several days stand side by side. */
function hasDays(period: Period): boolean {
  return period.kind === "days" && period.from !== period.to;
}

function describeEntry(
  paper: DigestPaper,
  { period, followed }: Digest,
  atlas: string | null,
  votes: string | null,
): OutlineEntry {
  const { upvotes, rank, urls, arxiv_id, code_url, title, paper_id } = paper;
  const notes: string[] = [];
  if (votes !== null) notes.push(votes);
  else if (upvotes === null && rank !== null) notes.push(`no. ${rank}`);
  if (isListedBefore(paper, period)) notes.push(`first listed on ${describeDay(paper.first_day!)}`);
  if (followed !== null && followed.length > 1) {
    const found = followed.filter(({ paperIds }) => paperIds.has(paper_id)).map(({ name }) => `“${name}”`);
    notes.push(`for ${joinWithAnd(found)}`);
  }
  return {
    title,
    url: choosePaperUrl(urls, arxiv_id),
    mapUrl: atlas === null ? null : linkPaper(atlas, paper_id),
    codeUrl: code_url === null ? null : choosePaperUrl([code_url], null),
    notes,
  };
}

function describeTop(paper: DigestPaper, digest: Digest, atlas: string | null): TopEntry {
  const { topic_id, topic, authors, venue, upvotes, comments, project_url, abstract } = paper;
  const votes = [
    upvotes === null ? "" : formatCount(upvotes, "upvote"),
    comments === null || comments === 0 ? "" : formatCount(comments, "comment"),
  ].filter((part) => part !== "");
  const entry = describeEntry(paper, digest, atlas, votes.length > 0 ? votes.join(", ") : null);
  const more = authors.length - NAMED_AUTHORS;
  const names = authors.slice(0, NAMED_AUTHORS).join(", ");
  return {
    ...entry,
    origin: [more > 0 ? `${names} and ${formatNumber(more)} more` : names, venue ?? ""].filter((part) => part !== ""),
    projectUrl: project_url === null ? null : choosePaperUrl([project_url], null),
    summary: summarizeAbstract(abstract, SUMMARY_LENGTH),
    topic: topic_id === null || topic === null ? null : nameTopic(topic_id, topic, atlas),
    without: nameNone(paper),
    reasons: chooseReasons(paper.terms),
  };
}

/** Of terms one of which is part of another, the stronger says enough. */
function chooseReasons(terms: readonly string[]): string[] {
  const chosen: string[] = [];
  for (const term of terms) {
    const isSaid = chosen.some((other) => other.includes(term) || term.includes(other));
    if (!isSaid && chosen.length < MOST_REASONS) chosen.push(term);
  }
  return chosen;
}

/** Says of a paper without a topic why it has none. */
function nameNone({ role }: DigestPaper): string {
  return role === "unsettled" ? "Unsettled: in no topic yet" : "In no topic";
}

function listGroups(
  papers: readonly DigestPaper[],
  listed: ReadonlySet<DigestPaper>,
  digest: Digest,
  atlas: string | null,
): DigestOutline["rest"]["groups"] {
  const groups = groupBy(
    papers,
    ({ parent_id, topic_id, role }) => `${parent_id ?? `topic ${topic_id} ${topic_id === null ? role : ""}`}`,
  );
  return groups.flatMap((group) => {
    const topics = groupBy(group, ({ topic_id }) => `${topic_id}`).flatMap((members): TopicList[] => {
      const { topic_id, topic } = members[0]!;
      const { papers: shown } = rankDigest(
        members.filter((paper) => listed.has(paper)),
        hasDays(digest.period),
      );
      if (shown.length === 0) return [];
      return [
        {
          topic: topic_id === null || topic === null ? null : nameTopic(topic_id, topic, atlas),
          label: topic ?? nameNone(members[0]!),
          above: members.length - shown.length,
          entries: shown.map((paper) =>
            describeEntry(paper, digest, atlas, paper.upvotes === null ? null : formatNumber(paper.upvotes)),
          ),
        },
      ];
    });
    return topics.length === 0 ? [] : [{ label: group[0]!.parent, topics }];
  });
}

function isListedBefore({ first_day }: DigestPaper, period: Period): boolean {
  return period.kind === "days" && first_day !== null && first_day < period.from;
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
