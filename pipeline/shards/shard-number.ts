import { UserError } from "../error.ts";

/** One of the parts that texts are cut into: `number` from 1 to `of`. */
export type ShardNumber = { number: number; of: number };

/** More parts than this are a slip of the keyboard. */
export const MOST_SHARDS = 100_000;

/** Hexadecimal digits of a hash that decide on its shard: 2^32 values, so that shards of many texts are of a size. */
const DIGITS = 8;

/** Reads a part such as 2/4. Throws a UserError where it is none. */
export function parseShardNumber(value: string): ShardNumber {
  const [, number = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (number < 1 || number > of || of > MOST_SHARDS)
    throw new UserError(`--shard ${value}: must be a part and how many there are, from 1/1 on, such as 2/4`);
  return { number, of };
}

/** Returns which shard of so many a text is in, by its SHA-256 alone: from 1 on. */
export function findShard(textHash: string, of: number): number {
  return (Number.parseInt(textHash.slice(0, DIGITS), 16) % of) + 1;
}

/** Returns the name of a shard's file. */
export function nameShard({ number, of }: ShardNumber): string {
  return `vectors-${number}-of-${of}.parquet`;
}
