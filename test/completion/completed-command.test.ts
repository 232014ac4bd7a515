import { Argument, Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { describeCompletion } from "../../pipeline/completion/completed-command.ts";

const command = new Command()
  .addArgument(new Argument("[inputs...]"))
  .option("--output <dir>", "folder for everything (default: output)")
  .option("--dtype <auto|fp16|n>", "weights: some are faster")
  .option("--model <name|folder>", "a model")
  .option("-l, --limit <n>", "show at most n; all are counted")
  .option("--from <stage>", "from here on")
  .addOption(new Option("--kind <kind>", "of this kind").choices(["near", "far away", "$(rm)"]))
  .option("--json", "as JSON");

describe("describeCompletion", () => {
  const completed = describeCompletion({ name: "run", summary: "runs" }, command, ["parse", "embed"]);
  const readValue = (flag: string) => completed.options.find((option) => option.flag === flag)!.value;

  it("tells files, folders and words from what can be anything", () => {
    expect(completed.argument).toEqual({ kind: "file" });
    expect(readValue("--output")).toEqual({ kind: "folder" });
    expect(readValue("--model")).toEqual({ kind: "file" });
    expect(readValue("--limit")).toEqual({ kind: "open" });
    expect(readValue("--json")).toBeNull();
    expect(readValue("--help")).toBeNull();
  });

  it("takes words from choices, alternatives and stages, and none that a shell would read as more", () => {
    expect(readValue("--dtype")).toEqual({ kind: "words", words: ["auto", "fp16"] });
    expect(readValue("--from")).toEqual({ kind: "words", words: ["parse", "embed"] });
    expect(readValue("--kind")).toEqual({ kind: "words", words: ["near"] });
  });

  it("says of an option what it does, without what is said behind it", () => {
    expect(completed.options.slice(0, 4).map(({ summary }) => summary)).toEqual([
      "folder for everything",
      "weights",
      "a model",
      "show at most n",
    ]);
  });
});
