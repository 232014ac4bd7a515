import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { COMMANDS, type CommandName } from "../../pipeline/cli/command-names.ts";
import { GROUPS } from "../../pipeline/cli/main-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { listExamples, printHelp } from "./printed-examples.ts";

const NAMES = Object.keys(COMMANDS) as CommandName[];
/** V8 gives objects 16 MB before it looks which are still needed; with 64 a run of thousands of papers takes a twentieth less time. */
const ROOMY = "node --max-semi-space-size=64";
const PROGRAM = describeProgram("1.2.3", false);

describe("the commands", () => {
  it("stand each in one group of the program's help", () => {
    const grouped = Object.values(GROUPS).flat();
    expect(new Set(grouped).size).toBe(grouped.length);
    expect(NAMES.filter((name) => !grouped.includes(name))).toEqual([]);
  });

  it("have each a script of package.json that calls them", async () => {
    const { scripts } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
    for (const name of NAMES)
      expect(scripts[COMMANDS[name].script], name).toBe(
        `${name === "run" ? ROOMY : "node"} --import tsx pipeline/cli/main.ts ${name}`,
      );
  });

  it("have room for young objects in the package, as the pipeline has here", async () => {
    const main = await readFile(new URL("../../pipeline/cli/main.ts", import.meta.url), "utf8");
    expect(main.split("\n")[0]).toBe(`#!/usr/bin/env -S ${ROOMY}`);
  });

  it.each(NAMES)("%s has a help with description, options, examples and exit codes", async (name) => {
    const help = await printHelp(PROGRAM, name);
    const [usage, , description] = help.split("\n");
    expect(usage).toMatch(`Usage: topic-atlas ${name} `);
    expect(description).toMatch(/^[A-Z]/);
    expect(help).toMatch(/^Options:$/m);
    expect(help).toMatch(/^Exit code: 0 /m);
    const examples = listExamples(help);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example).toMatch(/topic-atlas|sendmail/);
  });
});
