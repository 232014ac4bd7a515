import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../pipeline/cli/run-command-line.ts";
import { parseConfig } from "../../pipeline/config.ts";
import { UserError } from "../../pipeline/error.ts";

function parseRun(...args: string[]) {
  const request = parseCommandLine(args);
  if (request.kind !== "run") throw new Error("no run asked for");
  return request;
}

describe("parseCommandLine", () => {
  it("runs the seeds with the defaults when nothing is given", () => {
    expect(parseRun()).toEqual({ kind: "run", config: parseConfig(), verbosity: "normal", json: false });
  });

  it("takes every option of the help", () => {
    const { config, verbosity, json } = parseRun(
      ...[
        "--input",
        "a",
        "--input",
        "0012",
        "--output",
        "o",
        "--topics",
        "12",
        "--seed",
        "7",
        "--space",
        "raw",
        "--model",
        "m/n",
      ],
      ...["--dtype", "q8", "--max-tokens", "128", "--from", "cluster", "--force", "--verbose", "--json"],
    );
    expect(config).toMatchObject({
      ...{ input: ["a", "0012"], output: "o", topics: 12, seed: 7, space: "raw", model: "m/n" },
      ...{ dtype: "q8", maxTokens: 128, from: "cluster", force: true },
    });
    expect({ verbosity, json }).toEqual({ verbosity: "verbose", json: true });
    expect(parseRun("--only", "chart", "--quiet", "--topics", "auto")).toMatchObject({
      config: { only: "chart", topics: "auto" },
      verbosity: "quiet",
    });
  });

  it.each([
    [["--topic", "5"], "unknown option '--topic'\n(Did you mean --topics?)"],
    [["seeds"], "too many arguments"],
    [["--topics", "1"], "--topics 1: must be at least 2"],
    [["--topics", "2.5"], "--topics 2.5: must be auto, broad, fine or a whole number of at least 2"],
    [["--topics", "many"], "--topics many: must be auto, broad, fine or a whole number of at least 2"],
    [["--seed", "x"], "argument 'x' is invalid"],
    [["--seed", ""], "argument '' is invalid"],
    [["--seed", "-1"], "--seed -1: must be at least 0"],
    [["--seed", "1.5"], "--seed 1.5: must be a whole number"],
    [["--max-tokens", "4"], "--max-tokens 4: must be at least 8"],
    [["--space", "flat"], "--space flat: must be one of topic, raw"],
    [["--dtype", "int4"], "--dtype int4: must be one of fp16, fp32, q8"],
    [["--output"], "option '--output <dir>' argument missing"],
    [["--from", "embed", "--only", "chart"], "--from and --only: only one of them can be given"],
    [["--quiet", "--verbose"], "--quiet and --verbose: only one of them can be given"],
  ])("refuses %j and says why", (args, message) => {
    const parse = () => parseCommandLine(args);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(message);
  });

  it("prints a help that names every option and gives examples", () => {
    const request = parseCommandLine(["--help"]);
    const text = request.kind === "print" ? request.text : "";
    for (const option of [
      "input",
      "output",
      "topics",
      "seed",
      "space",
      "model",
      "dtype",
      "from",
      "only",
      "force",
      "quiet",
      "verbose",
      "json",
    ]) {
      expect(text).toContain(`--${option}`);
    }
    expect(text).toContain("npm run pipeline -- --topics 12");
    expect(text).toContain("Exit code");
  });
});

describe("parseConfig", () => {
  it("refuses a setting that it does not know", () => {
    expect(() => parseConfig({ topicz: 3 })).toThrow("unknown setting: topicz");
  });

  it("fills in the default where undefined is given", () => {
    expect(parseConfig({ seed: undefined }).seed).toBe(parseConfig().seed);
  });
});
