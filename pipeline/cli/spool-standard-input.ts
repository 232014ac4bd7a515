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

/** Where standard input is saved, and how it is read there. */
type Spool = { file: number; path: string };

/** Writes a stream to a temporary file, of 2 GiB at most, and returns its path. The file is gone when the process ends. */
async function spool(stream: NodeJS.ReadStream): Promise<string> {
  if (stream.isTTY)
    throw new UserError(`${STANDARD_INPUT}: standard input is the keyboard. Give a file with < or a pipe.`);
  let length = 0;
  async function* bounded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > MOST_BYTES)
        throw new UserError(
          `${STANDARD_INPUT}: standard input gives more than ${MOST_BYTES / 2 ** 30} GiB. Save it in a file, and name that.`,
        );
      yield chunk;
    }
  }
  try {
    const { file, path } = await openSpool();
    await pipeline(stream, bounded, createWriteStream("", { fd: file, autoClose: false }));
    if (length === 0) throw new UserError(`${STANDARD_INPUT}: standard input is empty.`);
    return path;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${STANDARD_INPUT}: standard input cannot be saved in ${tmpdir()}: ${describeError(error)}`);
  }
}

/**
 * Opens a temporary file. Linux knows an open file by its number, so that its name is removed at once, and it is gone however the process ends.
 * Elsewhere it is removed at the end, or, where the process was killed, by the next that does this.
 */
async function openSpool(): Promise<Spool> {
  await removeOrphans();
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const path = join(folder, "standard-input");
  const file = openSync(path, "wx+", 0o600);
  if (process.platform !== "linux") return { file, path };
  remove();
  return { file, path: `/proc/self/fd/${file}` };
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
