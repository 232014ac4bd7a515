import { Decompress } from "fzstd";

/** What `zstd` itself unpacks unasked; a window is memory, and the sender of a file chooses it. */
const LARGEST_WINDOW = 128 * 2 ** 20;

/** Four bytes can stand for 128 KiB: so little is unpacked at once that what it gives can be held. */
const STEP_BYTES = 2048;

/** Unpacks Zstandard as it comes. Throws where it is damaged, is cut off, or needs more than 128 MiB to be unpacked. */
export async function* unpackZstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { push, take } = createUnpacker();
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += STEP_BYTES) {
      push(chunk.subarray(start, start + STEP_BYTES), false);
      yield* take();
    }
  }
  push(new Uint8Array(0), true);
  yield* take();
}

/** Returns what the first bytes of Zstandard hold: at least a block of it, where they have a whole one. */
export function unpackZstdHead(head: Uint8Array): Uint8Array {
  const { push, take } = createUnpacker();
  const unpacked: Uint8Array[] = [];
  for (let start = 0; start < head.length && unpacked.length === 0; start += STEP_BYTES) {
    push(head.subarray(start, start + STEP_BYTES), false);
    unpacked.push(...take());
  }
  return Buffer.concat(unpacked);
}

function createUnpacker() {
  let unpacked: Uint8Array[] = [];
  const stream = new Decompress((chunk) => {
    checkWindow(stream);
    if (chunk.length > 0) unpacked.push(chunk);
  });
  return {
    push: (chunk: Uint8Array, isLast: boolean) => stream.push(Uint8Array.from(chunk), isLast),
    take: () => {
      const taken = unpacked;
      unpacked = [];
      return taken;
    },
  };
}

/** Reads the window of the frame under way off the library's own state (`s.e`): it offers no bound of its own. */
function checkWindow(stream: Decompress): void {
  const { s: frame } = stream as unknown as { s?: { e?: number } };
  const window = frame?.e;
  if (window === undefined) return;
  if (window > LARGEST_WINDOW) {
    const [needed, most] = [window, LARGEST_WINDOW].map((bytes) => Math.round(bytes / 2 ** 20));
    throw new Error(`needs ${needed} MiB to be unpacked, at most ${most} MiB are given`);
  }
}
