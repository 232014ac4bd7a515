import { describe, expect, it } from "vitest";
import { takeTurns } from "../../pipeline/mcp/take-turns.ts";

describe("takeTurns", () => {
  it("never runs more at once than it may, in the order they came, and goes on after one that fails", async () => {
    const turn = takeTurns(2);
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 7 }, (_, number) =>
        turn(async () => {
          begun.push(number);
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          if (number === 1) throw new Error("fails");
          return number;
        }),
      ),
    );
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(most).toBe(2);
    expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true, true]);
    expect(await turn(async () => "free")).toBe("free");
  });
});
