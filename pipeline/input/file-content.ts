import { basename } from "node:path";
import { describeError, UserError } from "../error.ts";
import { decodeLoosely } from "../text/decode-text.ts";
import { toPrintableLine } from "../text/printable.ts";
import {
  decodeBytes,
  judgeEncoding,
  readDeclaredEncoding,
  type TextEncoding,
  toUtf8,
  Utf8Scan,
} from "../text/text-encoding.ts";
import { detectPacking, type Packing, SIGNATURE_BYTES, unpackChunks, unpackHead } from "./packing.ts";
import { peekSync, type SavedBytes, savedFile } from "./saved-bytes.ts";
import { type Line, splitLines } from "./split-lines.ts";
import { boundUnpacked } from "./unpack-bounds.ts";
import { checkMember, savedMember, type ZipMember } from "./zip-archive.ts";

/** How a file begins: its name without folder and without .gz or .zst, and its first bytes, unpacked, some 64 KiB; text in UTF-8, whatever it is saved in. */
export type FileHead = { name: string; bytes: Uint8Array };

/** A file to read, unpacked where its first bytes say that it is packed. Nothing is read before it is asked for, and nothing is kept. */
export type FileContent = {
  /** Its name in tables and messages. */
  source: string;
  /** Where it lies, for formats that read by path; null where it is packed there. */
  readonly path: string | null;
  readHead: () => Promise<FileHead>;
  /** Returns the whole of it, as it is. Throws a UserError where it is larger than 64 MiB, unpacked. */
  readBytes: () => Promise<Uint8Array>;
  /** Returns its text, lines parted by \n, from whatever encoding. Throws a UserError where it is no text, or as readBytes. */
  readText: () => Promise<string>;
  /** Gives its text line by line, a file of any size. Throws a UserError where it is no text. */
  readLines: () => AsyncIterable<Line>;
};

/** A file to read, and what can be said of how it is saved. */
export type OpenedFile = FileContent & {
  /** Returns how it is packed, the outer first, as "zip, gzip"; null where it is not. */
  readPacking: () => Promise<string | null>;
  /** Returns the encoding of its text, which may take reading all of it; null where it is no text. */
  readEncoding: () => Promise<TextEncoding | null>;
  /** Returns the encoding in which its text was read; null where no text was asked for. */
  decodedAs: () => TextEncoding | null;
};

const HEAD_BYTES = 2 ** 16;
const MEBIBYTE = 2 ** 20;

/** Such a file is held several times over while it is read; a saved page has less than one. */
const LARGEST_WHOLE = 64 * MEBIBYTE;

/** A file that is read as a whole is larger than it may be; `fault` says so without naming it. */
export class FileTooLarge extends UserError {
  readonly fault = `holds more than ${LARGEST_WHOLE / MEBIBYTE} MiB, unpacked, the most for a file of its format`;

  constructor(source: string) {
    super();
    this.message = `${source}: ${this.fault}. Split it or take it out.`;
  }
}

type OnRead = (bytes: number) => void;

/**
 * Returns the content of a file, or of a file in the zip that lies there. Reading it throws a UserError where it is missing, unreadable, a
 * pipe or a device, damaged in its packing, or unpacks to more than any text. `onRead` is told how many bytes more were read, as saved.
 */
export function openFile(
  source: string,
  path: string,
  onRead: OnRead = () => {},
  member: ZipMember | null = null,
): OpenedFile {
  const saved = member === null ? savedFile(path) : savedMember(path, source, member);
  const isZipped = member?.packing === "deflate";
  const toUserError = (error: unknown) => (error instanceof UserError ? error : badPacking(source, error));

  /** Returns the beginning, unpacked, and how it was packed within a zip, if it is in one. */
  const readUnpackedHead = async (): Promise<{ packing: Packing | null; bytes: Uint8Array }> => {
    try {
      const head = await saved.readHead(HEAD_BYTES);
      const inner = isZipped ? await unpackHead("deflate", head) : head;
      const packing = detectPacking(inner);
      if (packing === null || packing === "zip") return { packing: null, bytes: inner };
      return { packing, bytes: await unpackHead(packing, inner) };
    } catch (error) {
      throw toUserError(error);
    }
  };
  async function* readChunks(onSaved: OnRead = () => {}): AsyncGenerator<Uint8Array> {
    const { packing } = await readUnpackedHead();
    yield* unpackAll(saved, { source, member, packing, onSaved, toUserError });
  }
  const readBytes = async () => {
    if ((await saved.readSize()) > LARGEST_WHOLE) throw new FileTooLarge(source);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of readChunks(onRead)) {
      length += chunk.length;
      if (length > LARGEST_WHOLE) throw new FileTooLarge(source);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };

  let encoding: TextEncoding | null | undefined;
  let decoded: TextEncoding | null = null;
  const readEncoding = async (whole: AsyncIterable<Uint8Array> | null = null) => {
    if (encoding === undefined) {
      const declared = readDeclaredEncoding((await readUnpackedHead()).bytes);
      encoding = declared ?? judgeEncoding(await scan(whole ?? readChunks()));
    }
    return encoding;
  };
  const requireEncoding = async (whole: AsyncIterable<Uint8Array> | null = null) => {
    decoded = await readEncoding(whole);
    if (decoded === null)
      throw new UserError(`${source}: no text in UTF-8, UTF-16 or Windows-1252. Save it as UTF-8, or take it out.`);
    return decoded;
  };
  return {
    source,
    get path() {
      return member === null && detectPacking(peekSync(path, SIGNATURE_BYTES)) === null ? path : null;
    },
    readHead: async () => {
      const { bytes } = await readUnpackedHead();
      const name = basename(member?.name ?? path).replace(/\.(?:gz|zst|zstd)$/i, "");
      return { name, bytes: toReadableHead(bytes.subarray(0, HEAD_BYTES)) };
    },
    readBytes,
    readText: async () => {
      const bytes = await readBytes();
      return decodeLoosely(bytes, (await requireEncoding(once(bytes))).name);
    },
    readLines: async function* () {
      const { name, note } = await requireEncoding();
      const chunks = readChunks(onRead);
      yield* splitLines(name === "utf-8" && note === null ? chunks : toUtf8(chunks, name), source);
    },
    readPacking: async () => {
      const { packing } = await readUnpackedHead();
      return [member && "zip", packing].filter((name) => name !== null).join(", ") || null;
    },
    readEncoding: () => readEncoding(),
    decodedAs: () => decoded,
  };
}

type Unpacking = {
  source: string;
  member: ZipMember | null;
  packing: Packing | null;
  onSaved: OnRead;
  toUserError: (error: unknown) => UserError;
};

/** Gives what saved bytes hold, bounded. */
async function* unpackAll(
  saved: SavedBytes,
  { source, member, packing, onSaved, toUserError }: Unpacking,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  let chunks: AsyncGenerator<Uint8Array> = saved.readChunks((bytes) => {
    read += bytes;
    onSaved(bytes);
  });
  if (member?.packing) chunks = unpackChunks(member.packing, chunks);
  if (member) chunks = checkMember(chunks, member);
  if (packing) chunks = unpackChunks(packing, chunks);
  try {
    yield* member || packing ? boundUnpacked(chunks, source, () => read) : chunks;
  } catch (error) {
    throw toUserError(error);
  }
}

/** Returns the beginning of a text in UTF-8; that of what is no text as it is. */
function toReadableHead(head: Uint8Array): Uint8Array {
  const scanned = new Utf8Scan();
  scanned.add(head);
  const name = (readDeclaredEncoding(head) ?? judgeEncoding(scanned.counts))?.name;
  if (name === undefined || name === "utf-8") return head;
  return Buffer.from(decodeBytes(name.startsWith("utf-16") ? head.subarray(0, head.length & ~1) : head, name));
}

async function scan(chunks: AsyncIterable<Uint8Array>) {
  const scanned = new Utf8Scan();
  for await (const chunk of chunks) scanned.add(chunk);
  return scanned.end();
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function badPacking(source: string, error: unknown): UserError {
  const reason = toPrintableLine(describeError(error));
  return new UserError(`${source}: cannot be unpacked: ${reason}. Pack it again or take it out.`);
}
