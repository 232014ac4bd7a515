import { describe, expect, it } from "vitest";
import { SettledFiles } from "../../pipeline/watch/settled-files.ts";

const see = (files: Record<string, string>) => new Map(Object.entries(files));

function watch(): SettledFiles {
  return new SettledFiles({ settled: 4, longest: 100 });
}

describe("SettledFiles", () => {
  it("is ready once what is there has stood still", () => {
    const files = watch();
    expect(files.isReady(0)).toBe(false);
    files.look(see({ a: "1" }), 0);
    expect([files.isReady(3), files.isReady(4)]).toEqual([false, true]);
    files.look(see({ a: "2" }), 4);
    expect([files.isReady(7), files.isReady(8)]).toEqual([false, true]);
  });

  it("is ready once for a change, and again for the next: a file that came, changed or went", () => {
    const files = watch();
    files.look(see({ a: "1", b: "1" }), 0);
    files.accept();
    files.look(see({ a: "1", b: "1" }), 10);
    expect(files.isReady(20)).toBe(false);
    for (const [place, [next, changed]] of (
      [
        [{ a: "1", b: "1", c: "1" }, ["c"]],
        [{ a: "2", b: "1", c: "1" }, ["a"]],
        [{ b: "1", c: "2" }, ["a", "c"]],
      ] as const
    ).entries()) {
      const now = 100 * (place + 1);
      files.look(see(next), now);
      expect(files.listChanged()).toEqual(changed);
      expect([files.isReady(now + 3), files.isReady(now + 4)]).toEqual([false, true]);
      files.accept();
      expect(files.isReady(now + 5)).toBe(false);
    }
  });

  it("waits for a file that keeps growing, but does not let it hold up the others for good", () => {
    const files = watch();
    for (let now = 0; now <= 100; now++) {
      files.look(see({ a: "1", growing: String(now) }), now);
      expect(files.isReady(now)).toBe(now === 100);
    }
  });

  it("takes a file that changed while a run read the others as changed", () => {
    const files = watch();
    const before = see({ a: "1" });
    files.look(before, 0);
    files.look(see({ a: "2" }), 5);
    files.accept(before);
    expect(files.listChanged()).toEqual(["a"]);
    files.look(see({ a: "2" }), 9);
    expect(files.isReady(9)).toBe(true);
  });

  it("has nothing to do where a change was taken back", () => {
    const files = watch();
    files.look(see({ a: "1" }), 0);
    files.accept();
    files.look(see({ a: "2" }), 1);
    files.look(see({ a: "1" }), 2);
    expect(files.isReady(50)).toBe(false);
  });
});
