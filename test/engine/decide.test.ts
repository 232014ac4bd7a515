import { describe, expect, it } from "vitest";
import { checkRequest, decide } from "../../pipeline/engine/decide.ts";
import { UserError } from "../../pipeline/error.ts";

const NAMES = ["first", "second", "third"];

describe("checkRequest", () => {
  it("refuses a name that is no stage, and says which there are", () => {
    expect(() => checkRequest({ from: "fourth" }, NAMES)).toThrow(UserError);
    expect(() => checkRequest({ from: "fourth" }, NAMES)).toThrow("--from fourth: must be one of first, second, third");
    expect(() => checkRequest({ only: "" }, NAMES)).toThrow("--only : must be one of first, second, third");
    expect(() => checkRequest({ from: "second" }, NAMES)).not.toThrow();
  });
});

describe("decide", () => {
  const unforced = { force: false, fromScratch: false };

  it.each([
    ["runs what changed", "second", false, unforced, "run"],
    ["skips what did not", "second", true, unforced, "skip"],
    ["runs all when forced", "second", true, { ...unforced, force: true }, "run"],
    ["runs all from scratch", "second", true, { ...unforced, fromScratch: true }, "run"],
    ["runs the stage of --from", "second", true, { ...unforced, from: "second" }, "run"],
    ["runs those after it", "third", true, { ...unforced, from: "second" }, "run"],
    ["skips those before it", "first", true, { ...unforced, from: "second" }, "skip"],
    ["runs the stage of --only", "second", true, { ...unforced, only: "second" }, "run"],
    ["skips those after it that still fit", "third", true, { ...unforced, only: "second" }, "skip"],
  ] as const)("%s", (_, name, isUpToDate, request, decision) => {
    expect(decide(name, isUpToDate, request, NAMES)).toBe(decision);
  });

  it("refuses --only where a stage before it, or after it, is out of date", () => {
    const only = { ...unforced, only: "second" };
    expect(() => decide("first", false, only, NAMES)).toThrow(
      "--only second: first, which comes before it, has never run or is out of date. Run without --only first.",
    );
    expect(() => decide("third", false, only, NAMES)).toThrow(
      "--only second: what third made would no longer fit. Nothing was changed; run --from second.",
    );
  });
});
