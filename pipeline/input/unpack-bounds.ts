import { UserError } from "../error.ts";

/** No text is packed so well; what is, was made to fill memory or disks. The first part of a file may be. */
export const LARGEST_RATIO = 200;
export const UNJUDGED = 256 * 2 ** 20;

/** The bulk metadata of all arXiv papers is 5 GB. */
export const LARGEST_UNPACKED = 64 * 2 ** 30;

/**
 * Passes on what is unpacked. Throws a UserError that names the source where it comes to more than 64 GiB, or to more than 256 MiB and 200
 * times what was read to unpack it; `countPacked` tells how much that was.
 */
export async function* boundUnpacked(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  countPacked: () => number,
): AsyncGenerator<Uint8Array> {
  let unpacked = 0;
  for await (const chunk of chunks) {
    unpacked += chunk.length;
    if (unpacked > LARGEST_UNPACKED)
      throw new UserError(`${source}: holds more than ${LARGEST_UNPACKED / 2 ** 30} GiB, unpacked. Split it.`);
    if (unpacked > UNJUDGED && unpacked > LARGEST_RATIO * countPacked()) {
      const [large, small] = [unpacked, countPacked()].map((bytes) => Math.ceil(bytes / 2 ** 20));
      throw new UserError(
        `${source}: unpacks to more than ${LARGEST_RATIO} times its size (${large} MiB from ${small} MiB): no text does. Take it out.`,
      );
    }
    yield chunk;
  }
}
