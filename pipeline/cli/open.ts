import { existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import { UserError } from "../error.ts";
import { findOpener } from "../opener/find-opener.ts";
import { showFile } from "../opener/show-file.ts";
import { defineCommand } from "./define-command.ts";
import { printNote, printText } from "./print.ts";
import { writeCall } from "./program.ts";
import { addOutputOption } from "./shared-options.ts";

const MAP = "atlas.html";
const REPORT = "report.html";

type Options = { output: string; report?: true };

/** The command that shows the map, or the report, in the browser. */
export const open = defineCommand<Options>({
  name: "open",
  description: "Shows the map in the browser of this machine, or the report, and prints where the file is.",
  declare: (command, program) => {
    addOutputOption(command, program);
    command.option("--report", "the report, not the map");
  },
  examples: [
    ["", "the map"],
    ["--report", "the report"],
  ],
  notes:
    "Where there is no display, as over SSH, it prints the path alone: copy the file, and the folder atlas-data beside it where there is one.",
  async answer({ program, options }) {
    const folder = basename(options.output) === DATABASE_FILE ? dirname(options.output) : options.output;
    const path = resolve(folder, options.report ? REPORT : MAP);
    if (!existsSync(path) || !statSync(path).isFile())
      throw new UserError(`${path}: not there. Make it with ${writeCall(program, "run")}, or name an output folder.`);
    printText(`${path}\n`);
    const opener = findOpener(process.platform, process.env);
    const reason = typeof opener === "string" ? opener : await showFile(path, opener);
    if (reason !== null) printNote(`Not opened: ${reason}. Open the file above in a browser.`);
  },
});
