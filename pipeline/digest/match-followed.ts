import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import type { PaperSearch } from "../paper-search/paper-search.ts";
import { readQuestion } from "../search/read-question.ts";
import { FOLLOWED_TOPICS } from "./digest-queries.ts";
import type { FollowedLine } from "./followed.ts";

/** What a line found among all papers: those of topics, or those that a search finds. */
export type Followed = FollowedLine & {
  /** What to call it: a topic's label where the line is its number, else the line. */
  name: string;
  paperIds: ReadonlySet<string>;
  /** Labels of the topics that it names; empty of a phrase. */
  topics: string[];
  /** How the papers were found, or why none was, in words. */
  how: string;
};

type NamedTopic = { topic_id: number; label: string; short_label: string; phrases: string[]; paper_ids: string[] };

/**
 * Standard deviations above the mean of all papers from which a paper counts as found though it has not all words of a phrase; on 1,371 papers
 * of a feed none to twenty stand so high for a phrase.
 */
const FAR_ABOVE = 5;

/**
 * Returns what each line finds: papers of the topic that has this number, label, short label or phrase of its label; else papers that have all
 * words of the phrase or stand far above the others in its meaning. The search is opened once a phrase asks for it. Throws a UserError that
 * names the line.
 */
export async function matchFollowed(
  database: Database,
  lines: readonly FollowedLine[],
  openSearch: () => Promise<PaperSearch>,
): Promise<Followed[]> {
  const topics = await database.query<NamedTopic>(FOLLOWED_TOPICS);
  const found = dropRepeats(lines).map((line) => ({
    line,
    named: line.isPhrase ? null : findTopics(topics, line.text),
  }));
  for (const { line, named } of found) if (named === null) checkQuestion(line);
  const search = found.some(({ named }) => named === null) ? await openSearch() : null;
  try {
    const matched: Followed[] = [];
    for (const { line, named } of found)
      matched.push(named === null ? await ask(line, search!) : describeNamed(line, named));
    return matched;
  } finally {
    await search?.close();
  }
}

function dropRepeats(lines: readonly FollowedLine[]): FollowedLine[] {
  const first = new Map<string, FollowedLine>();
  for (const line of lines) {
    const key = `${line.isPhrase} ${fold(line.text)}`;
    if (!first.has(key)) first.set(key, line);
  }
  return [...first.values()];
}

/** Returns the topics that a text names: none for a number that no topic has, and null where it is a phrase. */
function findTopics(topics: readonly NamedTopic[], text: string): NamedTopic[] | null {
  if (/^\d{1,9}$/.test(text)) return topics.filter(({ topic_id }) => topic_id === Number(text));
  const asked = fold(text);
  for (const names of [
    ({ label }: NamedTopic) => [label],
    ({ short_label }: NamedTopic) => [short_label],
    ({ phrases }: NamedTopic) => phrases,
  ]) {
    const found = topics.filter((topic) => names(topic).some((name) => fold(name) === asked));
    if (found.length > 0) return found;
  }
  return null;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

function describeNamed(line: FollowedLine, topics: readonly NamedTopic[]): Followed {
  const isNumber = /^\d+$/.test(line.text);
  return {
    ...line,
    name: isNumber && topics.length > 0 ? topics[0]!.label : line.text,
    paperIds: new Set(topics.flatMap(({ paper_ids }) => paper_ids)),
    topics: topics.map(({ label }) => label),
    how:
      topics.length === 0
        ? "no topic has this number now"
        : `topic ${topics.map(({ topic_id }) => topic_id).join(", ")}`,
  };
}

async function ask(line: FollowedLine, search: PaperSearch): Promise<Followed> {
  const { ids, scores, whole, found_by, note } = await search.rank(line.text);
  const isFound = (_: string, place: number) => place < whole || (found_by !== "words" && scores[place]! >= FAR_ABOVE);
  return {
    ...line,
    name: line.text,
    paperIds: new Set(ids.filter(isFound)),
    topics: [],
    how: note ?? `by ${found_by}`,
  };
}

function checkQuestion({ text, origin }: FollowedLine): void {
  try {
    readQuestion(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${origin}: ${text}: ${error.message}`);
  }
}
