import { createWriteStream, openSync, rmSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { describeError, UserError } from "../error.ts";
import { provideStandardInput, STANDARD_INPUT } from "../input/standard-input.ts";

const FOLDER = "topic-atlas-input-";
const MOST_BYTES = 2 * 2 ** 30;

/** Saves what standard input gives where `-` is among the inputs, so that it can be read more than once. */
export async function provideInput(inputs: readonly string[]): Promise<void> {
  if (inputs.includes(STANDARD_INPUT)) provideStandardInput(await spool(process.stdin));
}

/**
 * Writes a stream to a temporary file, of 2 GiB at most, and returns its path. The file is removed when the process ends; where that was killed
 * while it wrote, by the next that does this.
 */
async function spool(stream: NodeJS.ReadStream): Promise<string> {
  if (stream.isTTY)
    throw new UserError(`${STANDARD_INPUT}: standard input is the keyboard. Give a file with < or a pipe.`);
  await removeOrphans();
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const path = join(folder, "standard-input");
  let length = 0;
  try {
    await pipeline(
      stream,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          length += chunk.length;
          if (length > MOST_BYTES)
            throw new UserError(
              `${STANDARD_INPUT}: standard input gives more than ${MOST_BYTES / 2 ** 30} GiB. Save it in a file, and name that.`,
            );
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`${STANDARD_INPUT}: standard input cannot be saved in ${folder}: ${describeError(error)}`);
  }
  const saved = dispose(folder, path);
  if (length === 0) throw new UserError(`${STANDARD_INPUT}: standard input is empty.`);
  return saved;
}

/**
 * Returns a path to a spooled file, and sees to its removal. Linux knows an open file by its number, so that it can be removed at once and is
 * gone however the process ends. Signals are not waited for: a handler would run only when a long calculation is done.
 */
function dispose(folder: string, path: string): string {
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.platform !== "linux") {
    process.once("exit", remove);
    return path;
  }
  const file = openSync(path, "r");
  remove();
  return `/proc/self/fd/${file}`;
}

async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const id = new RegExp(`^${FOLDER}(\\d+)-`).exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
