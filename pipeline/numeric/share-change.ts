/** `count` of `total` papers. */
export type Share = { count: number; total: number };

/** A difference of two shares and its 95 % interval, all -1 to 1. */
export type ShareChange = { change: number; low: number; high: number };

/** 97.5 % of a normal distribution lies below it. */
const Z = 1.959963984540054;

/**
 * Returns how much larger a share is than another of different papers, with its interval by Newcombe (1998, Statistics in Medicine 17, 873-890, method 10),
 * which joins Wilson's (1927) of each. Null where a total is 0. The same as share_change_low and share_change_high in SQL.
 */
export function measureShareChange(share: Share, other: Share): ShareChange | null {
  if (share.total === 0 || other.total === 0) return null;
  const [here, there] = [share.count / share.total, other.count / other.total];
  const change = here - there;
  return {
    change,
    low: change - Math.hypot(here - wilsonBound(share, -Z), wilsonBound(other, Z) - there),
    high: change + Math.hypot(wilsonBound(share, Z) - here, there - wilsonBound(other, -Z)),
  };
}

/** Returns a bound of a share by Wilson (1927): the lower one where z is below 0, the upper one where it is above. */
export function wilsonBound({ count, total }: Share, z: number): number {
  return (2 * count + z * z + z * Math.sqrt(z * z + 4 * count * (1 - count / total))) / (2 * (total + z * z));
}
