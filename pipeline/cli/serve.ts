import { InvalidArgumentError } from "commander";
import type { Log } from "../log.ts";
import { findOpener } from "../opener/find-opener.ts";
import { showAddress } from "../opener/show-file.ts";
import type { RunningServer } from "../serve/start-server.ts";
import { defineCommand } from "./define-command.ts";
import { loadModels } from "./load-models.ts";
import { printText } from "./print.ts";
import { addOutputOption } from "./shared-options.ts";
import { createLog } from "./terminal-log.ts";

const HIGHEST_PORT = 65_535;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

type Options = { output: string; port: number; open?: true };

/** The command that gives the map out to the browsers of this machine until it is ended. */
export const serve = defineCommand<Options>({
  name: "serve",
  description:
    "Shows the map in the browser with the search by meaning behind it, also of piles that are too large for one file. It prints the address and runs until it is ended (Ctrl+C).",
  declare(command, program) {
    addOutputOption(command, program);
    command.option("--port <n>", "port to listen on", parsePort, 0);
    command.options.at(-1)!.defaultValueDescription = "any that is free";
    command.option("--open", "show it in the browser at once");
  },
  examples: [
    ["", "at an address that is free"],
    ["--open", "and in the browser at once"],
    ["--port 8765", "always at the same address, for a bookmark"],
  ],
  notes: `Only this machine reaches it: it listens on 127.0.0.1, answers no other site, and writes nothing. A run may go on meanwhile; its
result is there after a reload.`,
  async answer({ options: { output, port, open } }) {
    const log = createLog("normal", process.stderr);
    // Also while the result is read, or the model calculates.
    for (const signal of SIGNALS) process.on(signal, end);
    try {
      const { url } = await startServing(output, port, log);
      printText(`${url}\n`);
      log.info(`The map of ${output} is at this address, for this machine alone. Ctrl+C ends it.`);
      if (open) await showPage(url, log);
      await new Promise(() => {});
    } finally {
      for (const signal of SIGNALS) process.off(signal, end);
    }
  },
});

function end(): void {
  process.exit(0);
}

/** What it takes is loaded when it is needed: help and completion do without. */
async function startServing(output: string, port: number, log: Log): Promise<RunningServer> {
  const { followAtlas } = await import("../serve/follow-atlas.ts");
  const { findAtlasOnDisk } = await import("../serve/load-served-atlas.ts");
  const { startServer } = await import("../serve/start-server.ts");
  return startServer(await followAtlas(findAtlasOnDisk(output, loadModels()), log), port, log);
}

async function showPage(url: string, log: Log): Promise<void> {
  const opener = findOpener(process.platform, process.env);
  const reason = typeof opener === "string" ? opener : await showAddress(url, opener);
  if (reason !== null) log.warn(`Not opened: ${reason}. Open the address above in a browser.`);
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > HIGHEST_PORT)
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${HIGHEST_PORT}.`);
  return port;
}
