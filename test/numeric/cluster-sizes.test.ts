import { describe, expect, it } from "vitest";
import { countClusterSizes, listMembers, orderBySize } from "../../pipeline/numeric/cluster-sizes.ts";

const CLUSTER_OF = [2, 0, -1, 2, 2];

describe("countClusterSizes", () => {
  it("counts the rows of each cluster, and none of those without", () => {
    expect([...countClusterSizes(CLUSTER_OF, 4)]).toEqual([1, 0, 3, 0]);
  });
});

describe("listMembers", () => {
  it("lists the rows of each cluster, and none of those without", () => {
    expect(listMembers(CLUSTER_OF, 4)).toEqual([[1], [], [0, 3, 4], []]);
  });
});

describe("orderBySize", () => {
  it("puts the largest first, and keeps the order of equals", () => {
    expect(orderBySize([3, 1, 0, 2], [5, 7, 5, 7])).toEqual([3, 1, 0, 2]);
    expect(orderBySize([0, 1, 2, 3], [5, 7, 5, 7])).toEqual([1, 3, 0, 2]);
  });
});
