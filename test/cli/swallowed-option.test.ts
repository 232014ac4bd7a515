import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { findSwallowedOption } from "../../pipeline/cli/swallowed-option.ts";

const command = new Command().option("--output <dir>").option("--max-tokens <n>").option("--no-config");

describe("findSwallowedOption", () => {
  it.each([
    ["an option that stood before the two dashes", { npm_config_output: "true" }, "--output"],
    ["one with a dash in its name", { npm_config_max_tokens: "9" }, "--max-tokens"],
    ["nothing where npm kept none of ours", { npm_config_loglevel: "silent" }, null],
    ["nothing for what npm has as off", { npm_config_output: "", npm_config_config: "" }, null],
  ])("finds %s", (_, kept, found) => {
    expect(findSwallowedOption(command, "topics", { npm_lifecycle_event: "topics", ...kept })).toBe(found);
  });

  it("finds nothing in what another script was given", () => {
    expect(findSwallowedOption(command, "topics", { npm_lifecycle_event: "test", npm_config_output: "x" })).toBe(null);
  });
});
