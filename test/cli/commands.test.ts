import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { COMMANDS, type CommandName } from "../../pipeline/cli/command-names.ts";
import { GROUPS } from "../../pipeline/cli/main-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { listExamples, printHelp } from "./printed-examples.ts";

const NAMES = Object.keys(COMMANDS) as CommandName[];
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
      expect(scripts[COMMANDS[name].script], name).toBe(`node --import tsx pipeline/cli/main.ts ${name}`);
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
