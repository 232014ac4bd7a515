import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { type InputFile, isRecognized } from "./input-files.ts";
import type { FileReading, LastReading } from "./last-reading.ts";
import type { InputFileRow } from "./read-input-file.ts";
import type { RecordWriter } from "./record-writer.ts";
import type { RejectionTally } from "./rejection-tally.ts";
import { orUserError } from "./saved-bytes.ts";
import type { VectorCheck } from "./vector-check.ts";
import { savedMember } from "./zip-archive.ts";

/** Where the rows of files that are taken over go, and by what they are judged. */
export type TakeOver = {
  /** What the last run read; null where it is not to be used. */
  last: LastReading | null;
  writer: RecordWriter;
  tally: RejectionTally;
  /** Judges vectors, which depends on the first one there was. */
  vectors: VectorCheck | undefined;
  /** Hash of the settings and the code that files are read by. */
  reader: string;
};

/** Files, of those that were read, by what the last run had of them; `records` are all that were found in files taken over. */
export type ReadingCounts = { unchanged: number; changed: number; added: number; records: number };

/** Takes over from the last run what came of files that are as they were, and keeps by what the next run knows them. */
export class UnchangedFiles {
  readonly #parts: TakeOver;
  readonly #readings = new Map<string, FileReading>();
  readonly #taken = new Map<string, InputFileRow>();

  constructor(parts: TakeOver) {
    this.#parts = parts;
  }

  /** Takes over what came of a file and returns its row of input_files; null where the file must be read. */
  async take(file: InputFile): Promise<InputFileRow | null> {
    const { last, writer, tally, vectors } = this.#parts;
    const reading = await this.#describeReading(file);
    if (reading === null) return null;
    this.#readings.set(file.source, reading);
    const row = last?.find(reading) ?? null;
    if (!last || !row) return null;
    await writer.flush();
    const first = vectors ? await last.readFirstVector(file.source) : null;
    if (first) {
      vectors!.assume(first);
      await writer.setVectorWidth(first.width);
    }
    for (const rejected of await last.readRejected(file.source)) tally.add(rejected);
    await last.copy(file.source);
    this.#taken.set(file.source, row);
    return row;
  }

  /** Writes what was taken over before anything else is written. */
  async flush(): Promise<void> {
    await this.#parts.last?.flush();
  }

  /** Returns the rows of file_readings: of files that were read, in order. What was left out may be readable another time. */
  listReadings(rows: readonly InputFileRow[]): FileReading[] {
    return rows.flatMap(({ source, status }) => (status === "read" ? (this.#readings.get(source) ?? []) : []));
  }

  /** Counts the files that were read. */
  count(rows: readonly InputFileRow[]): ReadingCounts {
    const counts: ReadingCounts = { unchanged: 0, changed: 0, added: 0, records: 0 };
    for (const { source, status, records } of rows) {
      if (status !== "read") continue;
      if (this.#taken.has(source)) {
        counts.unchanged += 1;
        counts.records += records;
      } else if (this.#parts.last?.has(source)) counts.changed += 1;
      else counts.added += 1;
    }
    return counts;
  }

  /** The hash is made before the file is read: of one that grows meanwhile, it is that of less, so that the next run reads it again. */
  async #describeReading(file: InputFile): Promise<FileReading | null> {
    const { last, vectors, reader } = this.#parts;
    const { source, fault } = file;
    if (fault !== null || !(last?.has(source) || (await isRecognized(file)))) return null;
    try {
      const reading_hash = hashText(JSON.stringify([reader, vectors?.first ?? null]));
      return { source, content_hash: await hashContent(file), reading_hash };
    } catch (error) {
      // What is wrong with it is said when it is read.
      if (error instanceof UserError) return null;
      throw error;
    }
  }
}

/** Returns the bytes of a file as it is saved. */
export async function readSize({ path, fault, member }: InputFile): Promise<number> {
  if (fault !== null) return 0;
  return member?.entry.compressedSize ?? (await orUserError(path, () => stat(path))).size;
}

/** Returns the SHA-256 of a file's bytes; of a file in a zip, of its packed bytes with what the zip says of them. */
async function hashContent({ source, path, member }: InputFile): Promise<string> {
  if (!member) return orUserError(path, () => hashFile(path));
  const { compressionMethod, crc32, uncompressedSize } = member.entry;
  const hash = createHash("sha256").update(JSON.stringify([compressionMethod, crc32, uncompressedSize]));
  try {
    for await (const chunk of savedMember(path, source, member).readChunks()) hash.update(chunk);
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${source}: cannot be unpacked`, { cause: error });
  }
  return hash.digest("hex");
}
