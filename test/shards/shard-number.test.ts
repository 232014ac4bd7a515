import { describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { findShard, parseShardNumber } from "../../pipeline/shards/shard-number.ts";

describe("the number of a shard", () => {
  it("is read from 2/4, and refused where it is none", () => {
    expect(parseShardNumber("2/4")).toEqual({ number: 2, of: 4 });
    for (const bad of ["0/4", "5/4", "2", "a/b", "1/0", "1/1000000", "-1/2", " 1/2"])
      expect(() => parseShardNumber(bad), bad).toThrow(UserError);
  });

  it("of a text depends on its hash alone: 0x10 modulo 4 is the first", () => {
    expect(findShard("00000010ffff", 4)).toBe(1);
    expect(findShard("00000013ffff", 4)).toBe(4);
    expect(findShard("ffffffff", 1)).toBe(1);
  });
});
