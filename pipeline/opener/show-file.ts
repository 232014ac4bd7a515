import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { describeError } from "../error.ts";
import type { Opener } from "./find-opener.ts";

/** How long an opener may take to fail, in milliseconds: some stay for as long as the browser is open. */
const PATIENCE = 3000;

/** Windows' Explorer ends with 1 when all is well. */
const ALWAYS_FAILS = "explorer.exe";

/** Shows a file in the browser, and returns why that failed, in words; null where it did not. The opener outlives this process. */
export function showFile(path: string, opener: Opener): Promise<string | null> {
  return showAddress(resolve(path), opener);
}

/** Shows a web address, or a file by its whole path, as `showFile` does. */
export function showAddress(address: string, { program, args }: Opener): Promise<string | null> {
  return new Promise((settle) => {
    const opened = spawn(program, [...args, address], { detached: true, stdio: "ignore", shell: false });
    const timer = setTimeout(() => finish(null), PATIENCE);
    const finish = (reason: string | null) => {
      clearTimeout(timer);
      opened.removeAllListeners();
      opened.unref();
      settle(reason);
    };
    opened.once("error", (error) => finish(`${program} cannot be started: ${describeError(error)}`));
    opened.once("exit", (code) =>
      finish(code === 0 || program === ALWAYS_FAILS ? null : `${program} ended with ${code ?? "a signal"}`),
    );
  });
}
