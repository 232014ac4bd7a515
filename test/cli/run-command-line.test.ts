import { describe, expect, it } from "vitest";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { parseRunCommandLine } from "../../pipeline/cli/run-command-line.ts";
import { parseConfig } from "../../pipeline/config.ts";
import { UserError } from "../../pipeline/error.ts";

const CHECKOUT = describeProgram("1.2.3", true);
const INSTALLED = describeProgram("1.2.3", false);

function parseRun(args: string[], program = CHECKOUT) {
  const request = parseRunCommandLine(program, args);
  if (request.kind !== "run") throw new Error("no run asked for");
  return request;
}

describe("parseRunCommandLine", () => {
  it("runs the seeds with the defaults when nothing is given in a checkout", () => {
    expect(parseRun([])).toEqual({
      kind: "run",
      config: parseConfig(),
      verbosity: "normal",
      json: false,
      isWatching: false,
      configFile: null,
    });
  });

  it("writes to a folder of its own name once installed, and asks for an input", () => {
    expect(parseRun(["a.jsonl"], INSTALLED).config).toMatchObject({ input: ["a.jsonl"], output: "topic-atlas-output" });
    const parse = () => parseRun([], INSTALLED);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(
      "no input: name a file or folder of papers, as topic-atlas run papers.jsonl\nSee topic-atlas run --help",
    );
  });

  it("takes inputs as arguments and as options", () => {
    const { config } = parseRun(["a.jsonl", "--seed", "7", "b/", "--input", "c", "--input", "0012"]);
    expect(config).toMatchObject({ input: ["a.jsonl", "b/", "c", "0012"], seed: 7 });
  });

  it("takes every option of the help", () => {
    const settings = "--output o --topics 12 --seed 7 --space raw --model m/n --dtype q8 --max-tokens 128";
    const { config, verbosity, json } = parseRun(`${settings} --from cluster --force --verbose --json`.split(" "));
    expect(config).toMatchObject({
      output: "o",
      topics: 12,
      seed: 7,
      space: "raw",
      model: "m/n",
      dtype: "q8",
      maxTokens: 128,
      from: "cluster",
      force: true,
    });
    expect({ verbosity, json }).toEqual({ verbosity: "verbose", json: true });
    expect(parseRun("--only chart --quiet --topics auto".split(" "))).toMatchObject({
      config: { only: "chart", topics: "auto" },
      verbosity: "quiet",
    });
  });

  it("takes the columns of tables by their fields", () => {
    const flags = "--title-field Titel --code-url-field repo --arxiv-id-field ax --vectors emb --date-field";
    expect(parseRun([...flags.split(" "), "Datum der Liste"]).config.fields).toEqual({
      title: "Titel",
      code_url: "repo",
      arxiv_id: "ax",
      vectors: "emb",
      date: "Datum der Liste",
    });
    expect(parseRun([]).config.fields).toEqual({});
  });

  it.each([
    [["--title-field", ""], "--title-field: must not be empty"],
    [["--topic", "5"], "unknown option '--topic'\n(Did you mean --topics?)\nSee npm run pipeline -- --help"],
    [["--topics", "1"], "--topics 1: must be at least 2"],
    [["--topics", "2.5"], "--topics 2.5: must be auto, broad, fine or a whole number of at least 2"],
    [["--topics", "many"], "--topics many: must be auto, broad, fine or a whole number of at least 2"],
    [["--seed", "x"], "argument 'x' is invalid"],
    [["--seed", ""], "argument '' is invalid"],
    [["--seed", "-1"], "--seed -1: must be at least 0"],
    [["--seed", "1.5"], "--seed 1.5: must be a whole number"],
    [["--max-tokens", "4"], "--max-tokens 4: must be at least 8"],
    [["--space", "flat"], "--space flat: must be one of topic, raw"],
    [["--dtype", "int4"], "--dtype int4: must be one of auto, fp16, fp32, q8"],
    [["--output", ""], "--output: must not be empty"],
    [["--input", ""], "--input: must not be empty"],
    [["--model", ""], "--model: must not be empty"],
    [["--output"], "option '--output <dir>' argument missing"],
    [["--from", "embed", "--only", "chart"], "--from and --only: only one of them can be given"],
    [["--quiet", "--verbose"], "--quiet and --verbose: only one of them can be given"],
  ])("refuses %j and says why", (args, message) => {
    const parse = () => parseRun(args);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(message);
  });

  it("prints a help that names every option and gives examples as the user types them", () => {
    const options = "input output topics seed space model dtype from only force quiet verbose json version".split(" ");
    for (const [program, usage, example] of [
      [CHECKOUT, "Usage: npm run pipeline -- [options] [inputs...]", "npm run pipeline -- --topics 12 "],
      [INSTALLED, "Usage: topic-atlas run [options] [inputs...]", "topic-atlas run papers.jsonl --topics 12 "],
    ] as const) {
      const request = parseRunCommandLine(program, ["--help"]);
      const text = request.kind === "print" ? request.text : "";
      for (const part of [...options.map((option) => `--${option}`), usage, example, "Exit code"])
        expect(text).toContain(part);
    }
    const { text } = parseRunCommandLine(INSTALLED, ["--help"]) as { text: string };
    expect(text).not.toMatch(/npm run|seeds/);
  });
});

describe("parseConfig", () => {
  it("refuses a setting that it does not know", () => {
    expect(() => parseConfig({ topicz: 3 })).toThrow("unknown setting: topicz");
  });

  it("refuses a field that it does not know, and a column that is no name", () => {
    expect(() => parseConfig({ fields: { titel: "x" } })).toThrow(
      "unknown setting: fields.titel: fields are title, abstract, ",
    );
    expect(() => parseConfig({ fields: { title: 3 } })).toThrow("--title-field 3: must be a string");
  });

  it("fills in the default where undefined is given", () => {
    expect(parseConfig({ seed: undefined }).seed).toBe(parseConfig().seed);
  });
});
