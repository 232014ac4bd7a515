import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { describeError, UserError } from "../error.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { Packing } from "./packing.ts";
import { isPassedOver } from "./passed-over.ts";
import type { SavedBytes } from "./saved-bytes.ts";
import { LARGEST_RATIO, LARGEST_UNPACKED, UNJUDGED } from "./unpack-bounds.ts";

/** A file in a zip. */
export type ZipMember = {
  /** Its place in the zip, parted by `/`: never above it, never absolute, and no two alike. */
  name: string;
  packing: Packing | null;
  /** Why it cannot be read, such as a password; null where it can. */
  fault: string | null;
  entry: Entry;
};

const MOST_MEMBERS = 10_000;
const LONGEST_NAME = 500;
const STORED = 0;
const DEFLATED = 8;

/** Marks of documents that are zips inside, such as a spreadsheet. */
const DOCUMENT_MARKS = ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];

/** A zip that is one document, not a pack of files. */
export class ZippedDocument extends UserError {
  readonly fault = "is a document of an office program or the like: save it as CSV or text";

  constructor(source: string) {
    super();
    this.message = `${source}: ${this.fault}, and name that.`;
  }
}

/**
 * Lists the files in a zip, without folders and what is passed over in folders. Nothing is unpacked. Throws a UserError that names the source
 * where the zip is damaged, has more than 10,000 files, or claims to hold more than any text packs to.
 */
export async function listMembers(path: string, source: string): Promise<ZipMember[]> {
  return openZip(path, source, async (zip) => {
    const members: ZipMember[] = [];
    const names = new Set<string>();
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      if (zip.entryCount > MOST_MEMBERS)
        throw new UserError(`${source}: ${zip.entryCount} files in this zip, at most ${MOST_MEMBERS}. Split it.`);
      const written = readName(entry);
      if (DOCUMENT_MARKS.includes(written)) throw new ZippedDocument(source);
      if (written.endsWith("/")) continue;
      unpacked += entry.uncompressedSize;
      const parts = placeInside(written);
      if (parts.some((part) => isPassedOver(part) || part === "__MACOSX")) continue;
      const name = makeUnique(parts.join("/").slice(0, LONGEST_NAME), names);
      const { compressionMethod } = entry;
      members.push({
        name,
        packing: compressionMethod === DEFLATED ? "deflate" : null,
        fault: findFault(entry),
        entry,
      });
    }
    if (unpacked > LARGEST_UNPACKED || (unpacked > UNJUDGED && unpacked > LARGEST_RATIO * zip.fileSize)) {
      const sizes = [unpacked, zip.fileSize].map((bytes) => Math.ceil(bytes / 2 ** 20));
      throw new UserError(
        `${source}: this zip of ${sizes[1]} MiB would unpack to ${sizes[0]} MiB: no texts do. Take it out, or unpack it yourself.`,
      );
    }
    return members;
  });
}

/** Returns the bytes of a file in a zip, packed as they are there. Reading them throws a UserError where the zip is damaged. */
export function savedMember(path: string, source: string, { entry, fault }: ZipMember): SavedBytes {
  async function* read(length: number): AsyncGenerator<Uint8Array> {
    if (fault !== null) throw new UserError(`${source}: ${fault}`);
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
    try {
      const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false, end: length });
      yield* stream as AsyncIterable<Uint8Array>;
    } finally {
      zip.close();
    }
  }
  const { compressedSize } = entry;
  return {
    readSize: async () => compressedSize,
    readHead: async (length) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of read(Math.min(length, compressedSize))) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    readChunks: async function* (onRead = () => {}) {
      for await (const chunk of read(compressedSize)) {
        onRead(chunk.length);
        yield chunk;
      }
    },
  };
}

/** Passes on what a file in a zip holds. Throws where that is not what the zip says of it, by length or checksum. */
export async function* checkMember(
  chunks: AsyncIterable<Uint8Array>,
  { entry }: ZipMember,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  let sum = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > entry.uncompressedSize) throw new Error(`longer than the ${entry.uncompressedSize} bytes it claims`);
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length < entry.uncompressedSize) throw new Error(`${length} bytes of the ${entry.uncompressedSize} it claims`);
  if (sum !== entry.crc32) throw new Error("its checksum differs");
}

async function openZip<Result>(path: string, source: string, work: (zip: ZipFile) => Promise<Result>): Promise<Result> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
    return await work(zip);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${source}: cannot be unpacked: ${toPrintableLine(describeError(error))}. Pack it again or take it out.`,
    );
  } finally {
    zip?.close();
  }
}

function readName(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

/** Drops what leads out of the zip: a root, a drive, steps upwards. */
function placeInside(name: string): string[] {
  const parts = name.replace(/^[a-z]:/i, "").split("/");
  const inside = parts.filter((part) => part !== "" && part !== "." && part !== "..");
  return inside.length > 0 ? inside : ["unnamed"];
}

function makeUnique(name: string, names: Set<string>): string {
  let unique = name;
  for (let number = 2; names.has(unique); number++) unique = `${name} (${number})`;
  names.add(unique);
  return unique;
}

function findFault(entry: Entry): string | null {
  if (entry.isEncrypted()) return "is locked with a password: unpack it yourself";
  if (entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED) return null;
  return `is packed by method ${entry.compressionMethod}, which is not known: unpack it yourself`;
}
