import { describe, expect, it } from "vitest";
import { parseDuplicatesCommandLine } from "../../pipeline/cli/duplicates-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { parseRunCommandLine } from "../../pipeline/cli/run-command-line.ts";

const PROGRAM = describeProgram("1.2.3", false);
const parse = (...args: string[]) => parseDuplicatesCommandLine(PROGRAM, args);

describe("the arguments of duplicates", () => {
  it("default to the twenty most doubtful pairs of the output folder", () => {
    expect(parse()).toEqual({
      kind: "duplicates",
      output: "topic-atlas-output",
      shownKind: null,
      limit: 20,
      json: false,
      thresholds: {},
      decisions: [],
    });
  });

  it("take thresholds and decisions", () => {
    expect(
      parse("--threshold", "near=.8", "--threshold", "semantic=0.9", "--kind", "near", "--limit", "5", "--json"),
    ).toMatchObject({
      thresholds: { near: 0.8, semantic: 0.9 },
      shownKind: "near",
      limit: 5,
      json: true,
    });
    expect(parse("--never", "a", "b", "--always", "c", "d:1")).toMatchObject({
      decisions: [
        { names: ["a", "b"], verdict: "never" },
        { names: ["c", "d:1"], verdict: "always" },
      ],
    });
  });

  it.each([
    [["--threshold", "near"], "identity=…, near=…, semantic=…"],
    [["--threshold", "exact=.5"], "with a number from 0 to 1"],
    [["--threshold", "near=1.5"], "with a number from 0 to 1"],
    [["--limit", "0"], "whole number from 1"],
    [["--never", "a"], "--never: 1 texts: it takes two"],
    [["--kind", "far"], "Allowed choices are exact"],
    [["--output", ""], "--output: must not be empty"],
  ])("refuse %j", (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it("explain themselves", () => {
    const request = parse("--help");
    expect(request.kind === "print" && request.text).toMatch(
      /side by side[\s\S]*--threshold near=\.8[\s\S]*duplicate-decisions\.json/,
    );
  });
});

it("a run takes the same thresholds", () => {
  const request = parseRunCommandLine(PROGRAM, ["a.jsonl", "--threshold", "near=.8"]);
  expect(request.kind === "run" && request.config).toMatchObject({ nearThreshold: 0.8, identityThreshold: 0.3 });
});
