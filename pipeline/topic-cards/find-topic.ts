import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { describeChoices, LONGEST_NAME, quoteName } from "../search/describe-choices.ts";
import { findNames, findNearNames } from "../search/find-names.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";

/** A topic of any level as it is found by a name. */
export type FoundTopic = { topic_id: number; label: string; level: number; size: number };

type NamedTopic = FoundTopic & { short_label: string; terms: string };

const TOPIC_ID = /^#?(\d{1,9})$/;
const NEAR_TOPICS = 5;

const TOPICS = `
SELECT topic_id, topics.label, level, size, coalesce(short_label, topics.label) AS short_label,
  coalesce((SELECT string_agg(term, ' · ' ORDER BY rank) FROM topic_terms WHERE topic_terms.topic_id = topics.topic_id), '') AS terms
FROM topics ORDER BY topic_id`;

/**
 * Returns the topic, of any level, that someone means by its id or by words of its label. Throws a UserError that shows the choices where several fit, and
 * where none does those with near labels or with the words among their terms.
 */
export async function findTopic(database: Database, name: string): Promise<FoundTopic> {
  const asked = name.trim();
  if (asked === "") throw new UserError("topic: must not be empty: give an id or words of a label.");
  if (asked.length > LONGEST_NAME)
    throw new UserError(
      `topic: ${formatNumber(asked.length)} characters, ${formatNumber(LONGEST_NAME)} at most: ${quoteName(asked)}`,
    );
  const topics = await database.query<NamedTopic>(TOPICS);
  const id = TOPIC_ID.exec(asked)?.[1];
  const found =
    id === undefined ? findByLabel(topics, asked) : topics.filter(({ topic_id }) => topic_id === Number(id));
  if (found.length === 1) return describeTopic(found[0]!);
  if (found.length > 1)
    throw new UserError(
      `${quoteName(asked)}: ${formatCount(found.length, "topic")} fit:\n${list(found)}\nGive the id of one, or its whole label.`,
    );
  if (id !== undefined)
    throw new UserError(`topic ${asked}: there is none. The command topics lists those of this file with their ids.`);
  throw describeNone(topics, asked);
}

/** A whole label, or a whole short one, goes before one that has more words. */
function findByLabel(topics: readonly NamedTopic[], asked: string): NamedTopic[] {
  const whole = topics.filter(({ label }) => label.toLowerCase() === asked.toLowerCase());
  if (whole.length > 0) return whole;
  const short = topics.filter(({ short_label }) => short_label.toLowerCase() === asked.toLowerCase());
  if (short.length > 0) return short;
  const places = findNames(
    topics.map(({ label }) => label),
    asked,
  );
  return places.map((place) => topics[place]!);
}

function describeNone(topics: readonly NamedTopic[], asked: string): UserError {
  const texts = topics.map(({ label, terms }) => `${label} · ${terms}`);
  const none = `${quoteName(asked)}: no topic has this in its label`;
  const held = findNames(texts, asked).map((place) => topics[place]!);
  if (held.length > 0) return new UserError(`${none}. It is among the terms of:\n${list(held)}`);
  const near = findNearNames(texts, asked, NEAR_TOPICS).map((place) => topics[place]!);
  if (near.length > 0) return new UserError(`${none}. Near ones:\n${list(near)}`);
  return new UserError(`${none}, nor anything near. The command topics lists all.`);
}

function describeTopic({ topic_id, label, level, size }: NamedTopic): FoundTopic {
  return { topic_id, label, level, size };
}

function list(topics: readonly NamedTopic[]): string {
  return describeChoices(
    topics.map(({ topic_id, label, size }) => ({
      id: `${topic_id}`,
      name: `${label} (${formatCount(size, "paper")})`,
    })),
  );
}
