import { Command } from "commander";
import { UserError } from "../error.ts";
import { readTerminal, type Terminal } from "../terminal/terminal.ts";
import type { CommandName } from "./command-names.ts";
import { describeExamples } from "./describe-examples.ts";
import { printText } from "./print.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** An example of a command: its arguments as they are typed, and what it does. */
export type Example = readonly [args: string, meaning: string];

/** What a command was asked: its arguments and options as commander read them. */
export type Question<Options> = { program: Program; args: string[]; options: Options; terminal: Terminal };

/** A command that asks an output folder something and prints the answer. */
export type CommandDefinition<Options> = {
  name: CommandName;
  /** What it does, in a sentence or two. */
  description: string;
  /** Adds its arguments and options. */
  declare(command: Command, program: Program): void;
  /** Each works as printed on the seeds' output. */
  examples: readonly Example[];
  /** What else its help says; empty for nothing. */
  notes: string;
  answer(question: Question<Options>): Promise<void>;
};

/** A command as the program calls it. */
export type RunnableCommand = Pick<DefinedCommand, "build" | "run">;

/** A command: `build` makes its description for help and completion, `run` does it and returns the exit code. */
export type DefinedCommand = {
  examples: readonly Example[];
  build(program: Program): Command;
  run(program: Program, args: readonly string[]): Promise<number>;
};

const EXIT_CODES = "Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message.";

/** Returns a command as the program calls it. What it throws ends it: a UserError with exit code 2. */
export function defineCommand<Options extends object>(definition: CommandDefinition<Options>): DefinedCommand {
  const { name, description, declare, examples, notes, answer } = definition;
  function build(program: Program): Command {
    const command = new Command().description(description);
    declare(command, program);
    const calls = examples.map(([args, meaning]) => [writeCall(program, name, args), meaning] as const);
    const parts = [describeExamples(calls), "", ...(notes === "" ? [] : [notes]), EXIT_CODES];
    return command.addHelpText("after", parts.join("\n"));
  }
  async function run(program: Program, args: readonly string[]): Promise<number> {
    const command = build(program);
    const text = readArguments(command, program, name, args);
    if (text !== null) {
      printText(text);
      return 0;
    }
    const options = command.opts<Options>();
    const terminal = readTerminal(process.stdout, process.env);
    try {
      await answer({ program, args: command.args, options, terminal });
    } catch (error) {
      throw await explain(error, options);
    }
    return 0;
  }
  return { examples, build, run };
}

/** Where a command that asks an output fails, the output may be the reason. */
async function explain(error: unknown, options: object): Promise<unknown> {
  if (error instanceof UserError || !("output" in options)) return error;
  const { explainAtlasError } = await import("../database/ask-atlas.ts");
  return explainAtlasError(error, String(options.output));
}
