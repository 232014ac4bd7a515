import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_FILE, readConfigFile } from "../../pipeline/cli/config-file.ts";
import { parseDigestCommandLine } from "../../pipeline/cli/digest-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { parseRunCommandLine } from "../../pipeline/cli/run-command-line.ts";
import { SETTING_NAMES } from "../../pipeline/config.ts";
import { UserError } from "../../pipeline/error.ts";
import { writeConfigSchema } from "../../scripts/config-schema.ts";

const INSTALLED = describeProgram("1.2.3", false);
const START = process.cwd();

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "config-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(START);
  rmSync(folder, { recursive: true });
});

function put(content: unknown, name = CONFIG_FILE): string {
  writeFileSync(name, typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

function parseRun(args: string[]) {
  const request = parseRunCommandLine(INSTALLED, args, readConfigFile);
  if (request.kind !== "run") throw new Error("no run asked for");
  return request;
}

describe("topic-atlas.config.json", () => {
  it("gives the settings that options leave open, those of no option too, and says so", () => {
    put({ $schema: "x.json", input: ["a.jsonl"], topics: 12, seed: 3, termsPerTopic: 7, quiet: true });
    const { config, verbosity, configFile } = parseRun(["--seed", "5"]);
    expect(config).toMatchObject({
      input: ["a.jsonl"],
      topics: 12,
      seed: 5,
      termsPerTopic: 7,
      output: "topic-atlas-output",
    });
    expect(verbosity).toBe("quiet");
    expect(configFile).toBe("Settings of topic-atlas.config.json: input, topics, seed, termsPerTopic, quiet");
    expect(parseRun(["b.jsonl", "--verbose"])).toMatchObject({ config: { input: ["b.jsonl"] }, verbosity: "verbose" });
  });

  it("names columns, of which options may name others", () => {
    put({ input: ["a.csv"], fields: { title: "Titel", abstract: "Text" }, nearThreshold: 0.7 });
    const { config } = parseRun(["--abstract-field", "Inhalt", "--threshold", "semantic=.8"]);
    expect(config.fields).toEqual({ title: "Titel", abstract: "Inhalt" });
    expect(config).toMatchObject({ nearThreshold: 0.7, semanticThreshold: 0.8 });
  });

  it("is not needed, and not read with --no-config", () => {
    expect(readConfigFile(undefined)).toBeNull();
    expect(parseRun(["a.jsonl"]).configFile).toBeNull();
    put({ seed: 3 });
    expect(parseRun(["a.jsonl", "--no-config"]).config.seed).toBe(1);
  });

  it("is another file with --config, whose paths are relative to it", () => {
    mkdirSync("sub");
    put({ seed: 2 });
    const path = put(
      { input: ["a.jsonl", "../b/*.csv", "-", "/c"], output: "out", model: "./m", seed: 4 },
      "sub/other.json",
    );
    expect(parseRun(["--config", path]).config).toMatchObject({
      input: ["sub/a.jsonl", "b/*.csv", "-", "/c"],
      output: "sub/out",
      model: "sub/m",
      seed: 4,
    });
    const named = put({ model: "my/model", input: ["x"] }, "sub/named.json");
    expect(parseRun(["--config", named]).config.model).toBe("my/model");
  });

  it.each([
    [{ topicz: 3 }, "topicz: unknown setting: did you mean topics?"],
    [{ "max-tokens": 64 }, "max-tokens: unknown setting: did you mean maxTokens?"],
    [{ colour: "red" }, "colour: unknown setting"],
    [{ maxTokens: 4 }, "maxTokens: 4: must be at least 8"],
    [{ maxTokens: "many" }, 'maxTokens: "many": must be a number'],
    [{ topics: "some" }, 'topics: "some": must be auto, broad, fine or a whole number of at least 2'],
    [{ input: "a.jsonl" }, 'input: "a.jsonl": must be a list'],
    [{ input: ["a", ""] }, 'input.1: "": must not be empty'],
    [
      { space: "flat", seed: -1 },
      'seed: -1: must be at least 0\ntopic-atlas.config.json: space: "flat": must be one of',
    ],
    [{ digest: { subjcet: "a" } }, "digest.subjcet: unknown setting: did you mean subject?"],
    [[1], "[1]: must be an object"],
    ["{", "not JSON: "],
    ['{"__proto__": {"seed": 5}}', "__proto__: unknown setting"],
  ])("refuses %j, and names file, setting and value", (content, message) => {
    put(content);
    const read = () => readConfigFile(undefined);
    expect(read).toThrow(UserError);
    expect(read).toThrow(`${CONFIG_FILE}: ${message}`);
  });

  it("refuses a named file that is missing, a folder or a pipe", () => {
    expect(() => readConfigFile("none.json")).toThrow("none.json: cannot be read: ENOENT");
    mkdirSync("folder");
    expect(() => readConfigFile("folder")).toThrow("folder: is no file");
    execFileSync("mkfifo", [CONFIG_FILE]);
    expect(() => readConfigFile(undefined)).toThrow(`${CONFIG_FILE}: is no file`);
  });

  it("gives the digest its output and settings of its own, checked as options are", () => {
    put({ output: "out", seed: 3, digest: { days: 7, to: ["Ann <ann@my.org>"], subject: "Papers" } });
    const parse = (...args: string[]) => parseDigestCommandLine(INSTALLED, args, readConfigFile);
    expect(parse("--days", "2")).toMatchObject({
      settings: { output: "out", day: null, days: 2, to: ['"Ann" <ann@my.org>'], subject: "Papers" },
      quiet: false,
    });
    put({ digest: { top: 3, link: "../atlas.html", follow: "mine/topics.txt", search: ["kv cache"] } });
    const { settings } = parse() as { settings: object };
    expect(settings).toMatchObject({ top: 3, link: "../atlas.html", follow: "mine/topics.txt", search: ["kv cache"] });
    put({ digest: { link: "ftp://my.org" } });
    expect(() => parse()).toThrow('topic-atlas.config.json: digest.link: "ftp://my.org": It must be an address');
    put({ digest: { to: ["nobody"] } });
    expect(() => parse()).toThrow('topic-atlas.config.json: digest.to: ["nobody"]: It must be an address');
    put({ digest: { subject: "a\nBcc: x@y.z" } });
    expect(() => parse()).toThrow("digest.subject: ");
  });
});

describe("docs/topic-atlas.config.schema.json", () => {
  const path = new URL("../../docs/topic-atlas.config.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(path, "utf8"));

  it("is current: else run npm run schema", () => {
    expect(readFileSync(path, "utf8")).toBe(writeConfigSchema());
  });

  it("knows and describes every setting, and checks as the program does", () => {
    for (const name of SETTING_NAMES) expect(schema.properties[name]?.description, name).toMatch(/\w{3}/);
    const validate = new Ajv2020().compile(schema);
    for (const [settings, isGood] of [
      [{ $schema: "x", input: ["a"], topics: "auto", maxTokens: 64, digest: { days: 2 } }, true],
      [{ topics: 1 }, false],
      [{ topicz: 3 }, false],
    ] as const)
      expect(validate(settings), JSON.stringify(settings)).toBe(isGood);
  });
});
