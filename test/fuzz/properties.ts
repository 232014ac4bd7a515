import fc from "fast-check";
import { commandLine } from "./arbitraries/arguments.ts";
import { inputFolder, usableFolder } from "./arbitraries/input-folder.ts";
import { checkArguments } from "./check-arguments.ts";
import { checkCommand } from "./check-command.ts";
import { checkParsing } from "./check-parsing.ts";
import { checkRun } from "./check-run.ts";

/** What came of a case that holds: a result, or a message that says what to mend. */
export type Outcome = "done" | "refused";

/** Something that must hold of every case. `share`: its part of the time. */
export type Property<Case> = {
  name: string;
  share: number;
  arbitrary: fc.Arbitrary<Case>;
  check(value: Case): Promise<Outcome>;
};

/** Properties of any cases: each checks only those that its own arbitrary makes, or that were kept of it. */
export const PROPERTIES: readonly Property<unknown>[] = [
  { name: "parsing", share: 0.25, arbitrary: inputFolder, check: checkParsing },
  {
    name: "run",
    share: 0.5,
    arbitrary: fc.record({ files: usableFolder, isRunAgain: fc.nat(3).map((draw) => draw === 0) }),
    check: checkRun,
  },
  { name: "arguments", share: 0.1, arbitrary: commandLine, check: checkArguments },
  {
    name: "command",
    share: 0.15,
    arbitrary: fc.record({ line: commandLine, files: inputFolder }),
    check: checkCommand,
  },
];
