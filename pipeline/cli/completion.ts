import { Argument } from "commander";
import { describeCompletion } from "../completion/completed-command.ts";
import { writeBash } from "../completion/write-bash.ts";
import { writeFish } from "../completion/write-fish.ts";
import { writeZsh } from "../completion/write-zsh.ts";
import { STAGE_NAMES } from "../stages/stages.ts";
import { COMMANDS, type CommandName } from "./command-names.ts";
import { type DefinedCommand, defineCommand, type RunnableCommand } from "./define-command.ts";
import { printText } from "./print.ts";
import { PROGRAM_NAME } from "./program.ts";

const SHELLS = { bash: writeBash, zsh: writeZsh, fish: writeFish };

/** Returns the command that prints completion. `load` gives each command, whose options are completed. */
export function defineCompletion(load: (name: CommandName) => Promise<RunnableCommand>): DefinedCommand {
  return defineCommand({
    name: "completion",
    description: `Prints a script that lets a shell complete ${PROGRAM_NAME}: its commands, their options and what these can be.`,
    declare: (command) => {
      command.addArgument(new Argument("<shell>", "the shell it is for").choices(Object.keys(SHELLS)));
    },
    examples: [
      ["bash", "for bash"],
      ["zsh", "for zsh"],
      ["fish", "for fish"],
    ],
    notes: `Write it to where the shell looks for it, or have the shell read it whenever it starts:
  bash   in ~/.bashrc: source <(${PROGRAM_NAME} completion bash)
  zsh    in ~/.zshrc, after compinit: source <(${PROGRAM_NAME} completion zsh)
  fish   in ~/.config/fish/config.fish: ${PROGRAM_NAME} completion fish | source
It completes ${PROGRAM_NAME}, not npm scripts.`,
    async answer({ program, args }) {
      const commands = [];
      for (const name of Object.keys(COMMANDS) as CommandName[]) {
        const { build } = await load(name);
        commands.push(describeCompletion({ name, summary: COMMANDS[name].summary }, build(program), STAGE_NAMES));
      }
      printText(SHELLS[args[0] as keyof typeof SHELLS](PROGRAM_NAME, commands));
    },
  });
}
