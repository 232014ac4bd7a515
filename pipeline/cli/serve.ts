import { InvalidArgumentError } from "commander";
import { findOpener } from "../opener/find-opener.ts";
import { showAddress } from "../opener/show-file.ts";
import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { followAtlas } from "../serve/follow-atlas.ts";
import { findAtlasOnDisk } from "../serve/load-served-atlas.ts";
import { startServer } from "../serve/start-server.ts";
import { defineCommand } from "./define-command.ts";
import { modelDirectories } from "./machine.ts";
import { printText } from "./print.ts";
import { addOutputOption } from "./shared-options.ts";
import { createLog } from "./terminal-log.ts";

const HIGHEST_PORT = 65_535;

type Options = { output: string; port: number; open?: true };

/** The command that gives the map out to the browsers of this machine until it is ended. */
export const serve = defineCommand<Options>({
  name: "serve",
  description:
    "Shows the map in the browser with the search by meaning behind it, also of piles that are too large for one file. It prints the address and runs until it is ended (Ctrl+C).",
  declare(command, program) {
    addOutputOption(command, program);
    command.option("--port <n>", "port to listen on (default: any that is free)", parsePort, 0);
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
  async answer({ options }) {
    const log = createLog("normal", process.stderr);
    const ended = waitForEnd();
    const source = await followAtlas(findAtlasOnDisk(options.output, createOnnxSource(modelDirectories)), log);
    const server = await startServer(source, options.port, log);
    printText(`${server.url}\n`);
    log.info(`The map of ${options.output} is at this address, for this machine alone. Ctrl+C ends it.`);
    if (options.open) {
      const opener = findOpener(process.platform, process.env);
      const reason = typeof opener === "string" ? opener : await Promise.race([showAddress(server.url, opener), ended]);
      if (typeof reason === "string") log.warn(`Not opened: ${reason}. Open the address above in a browser.`);
    }
    await ended;
    await server.close();
    // The model may still be calculating.
    process.exit(0);
  },
});

/** Settles at the first signal to end; a second one ends the process as any other. */
function waitForEnd(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => settle());
  });
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > HIGHEST_PORT)
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${HIGHEST_PORT}.`);
  return port;
}
