import { readVersion } from "../package-version.ts";
import { COMMANDS, type CommandName } from "./command-names.ts";

/** The command, and the name of the package. */
export const PROGRAM_NAME = "topic-atlas";

/** The program as it was called: in a checkout by npm scripts, on the project's own seeds; once installed as `topic-atlas`. */
export type Program = {
  version: string;
  isCheckout: boolean;
  /** Folder for everything produced where none is given. */
  output: string;
};

/** Returns the program that this code is part of: sources are a checkout, compiled code is the installed package. */
export async function readProgram(): Promise<Program> {
  return describeProgram(await readVersion(), import.meta.url.endsWith(".ts"));
}

/** Returns a program of this version. */
export function describeProgram(version: string, isCheckout: boolean): Program {
  return { version, isCheckout, output: isCheckout ? "output" : `${PROGRAM_NAME}-output` };
}

/** Returns what the user types to call a command with these arguments. `isSilent`: npm must not write to standard output itself. */
export function writeCall({ isCheckout }: Program, command: CommandName, args = "", { isSilent = false } = {}): string {
  if (!isCheckout) return `${PROGRAM_NAME} ${command} ${args}`.trimEnd();
  return `npm run ${isSilent ? "-s " : ""}${COMMANDS[command].script}${args && ` -- ${args}`}`;
}
