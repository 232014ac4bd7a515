import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseEvaluationCommandLine } from "../../pipeline/cli/eval-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { UserError } from "../../pipeline/error.ts";
import { findPeerFigures } from "../../pipeline/evaluation/peer-figures.ts";

const CHECKOUT = describeProgram("1.2.3", true);
const INSTALLED = describeProgram("1.2.3", false);

describe("parseEvaluationCommandLine", () => {
  it("evaluates 2,000 of the committed abstracts when nothing is given", () => {
    const request = parseEvaluationCommandLine(CHECKOUT, []);
    if (request.kind !== "evaluate") throw new Error("no evaluation asked for");
    const { corpora, ...settings } = request.settings;
    expect(corpora).toMatchObject([{ label: "label" }]);
    expect(existsSync(corpora[0]!.path)).toBe(true);
    expect(settings).toEqual({ sample: 2000, seeds: 3, output: "output/eval.duckdb", pipeline: {} });
    expect(request).toMatchObject({ verbosity: "normal", json: false });
  });

  it("takes every option", () => {
    const args = "--corpus c.jsonl --label l --text t --sample 0 --seeds 5 --seed 7 --no-map --model m/n --dtype q8";
    const rest = "--max-tokens 128 --output o.duckdb --quiet --json";
    expect(parseEvaluationCommandLine(CHECKOUT, `${args} ${rest}`.split(" "))).toEqual({
      kind: "evaluate",
      settings: {
        corpora: [{ path: "c.jsonl", label: "l", text: "t" }],
        sample: 0,
        seeds: 5,
        map: false,
        output: "o.duckdb",
        pipeline: { seed: 7, model: "m/n", dtype: "q8", maxTokens: 128 },
      },
      verbosity: "quiet",
      json: true,
    });
    expect(parseEvaluationCommandLine(CHECKOUT, ["--map"])).toMatchObject({ settings: { map: true } });
    expect(parseEvaluationCommandLine(CHECKOUT, "--panels --draws 2 --sample 0".split(" "))).toMatchObject({
      kind: "panels",
      settings: { draws: 2, sample: 0, output: "output/eval.duckdb" },
    });
  });

  it("takes several corpora, of the same fields", () => {
    expect(
      parseEvaluationCommandLine(CHECKOUT, "--corpus a.jsonl b.jsonl --label l --panels".split(" ")),
    ).toMatchObject({
      settings: {
        corpora: [
          { path: "a.jsonl", label: "l" },
          { path: "b.jsonl", label: "l" },
        ],
        draws: 1,
      },
    });
  });

  it("judges a feed without labels", () => {
    expect(parseEvaluationCommandLine(CHECKOUT, "--corpus f.jsonl --no-label --seeds 2".split(" "))).toEqual({
      kind: "stability",
      settings: {
        corpora: [{ path: "f.jsonl" }],
        sample: 2000,
        seeds: 2,
        output: "output/eval.duckdb",
        pipeline: {},
      },
      verbosity: "normal",
      json: false,
    });
  });

  it.each([
    [["--no-label", "--panels"], "--panels: has no meaning with --no-label"],
    [["--no-label", "--map"], "--map: has no meaning with --no-label"],
    [["--corpora", "x"], "unknown option '--corpora'\n(Did you mean --corpus?)\nSee npm run eval -- --help"],
    [["x.jsonl"], "too many arguments"],
    [["--corpus", "x.jsonl"], "--corpus without --label"],
    [["--sample", "-1"], "It must be a whole number of at least 0."],
    [["--sample", "many"], "argument 'many' is invalid"],
    [["--seeds", "0"], "--seeds 0: must be at least 1"],
    [["--panels", "--draws", "0"], "--draws 0: must be at least 1"],
    [["--draws", "2"], "--draws: needs --panels"],
    [["--panels", "--seeds", "2"], "--seeds: has no meaning with --panels"],
    [["--panels", "--no-map"], "--map: has no meaning with --panels"],
    [["--dtype", "int4"], "--dtype int4: must be one of auto, fp16, fp32, q8"],
  ])("refuses %j and says why", (args, message) => {
    const parse = () => parseEvaluationCommandLine(CHECKOUT, args);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(message);
  });

  it("asks for a corpus once installed, and keeps its figures beside the output", () => {
    expect(() => parseEvaluationCommandLine(INSTALLED, [])).toThrow(
      "no corpus: name a file of labelled texts, as topic-atlas eval --corpus news.jsonl --label section",
    );
    const request = parseEvaluationCommandLine(INSTALLED, "--corpus a.jsonl --label l".split(" "));
    expect(request).toMatchObject({ settings: { output: "topic-atlas-output/eval.duckdb" } });
  });

  it("explains the exit codes in its help", () => {
    const request = parseEvaluationCommandLine(CHECKOUT, ["--help"]);
    expect(request.kind === "print" && request.text).toMatch(
      /Exit code: 0 done, 1 a bug .* 3 a recorded floor was missed/,
    );
  });
});

describe("findPeerFigures", () => {
  it("knows a corpus by its labels, whatever their order, and no other", () => {
    const news = ["tech", "sport", "politics", "entertainment", "business"];
    expect(findPeerFigures(news)).toMatchObject({ name: "BBC, 2,225 texts" });
    expect(findPeerFigures(news.slice(1))).toBeNull();
  });
});
