import Papa from "papaparse";
import { UserError } from "../../error.ts";
import type { Rejection } from "../record.ts";
import type { Line } from "../split-lines.ts";

/** A row of a delimited table. `line` is the one on which it begins; `raw` is how it stands there. */
export type DelimitedRow = { line: number; cells: string[]; raw: string };

/** In UTF-16 units: text that is parsed at once, and the longest row. */
const CHUNK = 2 ** 18;
export const LONGEST_ROW = 4 * 2 ** 20;

/** In UTF-16 units: what may be parsed twice in a file, since a quote that opens does not close. */
const MOST_PARSED_AGAIN = 16 * 2 ** 20;

/** A row as it was parsed; `isDoubtful` where a quote inside it is neither closed nor doubled. */
type ParsedRow = { cells: string[]; length: number; lines: number; isDoubtful: boolean };

/**
 * Gives the rows of a table from its lines; quoted cells may hold line breaks. The first row with two cells is the header: what stands above it is left out, and so are empty rows and empty cells
 * beyond its width. Rejects rows of another width, rows that are too long, and those where a quote opens and does not close: reading
 * goes on in the next line from which the width is right again. Where a quote is neither closed nor doubled, and means nothing, as in Web of Science, cells are parted without it.
 */
export async function* splitDelimited(
  lines: AsyncIterable<Line>,
  delimiter: string,
  source: string,
): AsyncGenerator<DelimitedRow | Rejection> {
  const splitter = new Splitter(delimiter, source);
  for await (const { number, text, isCut } of lines) {
    if (isCut || text.length > LONGEST_ROW) {
      yield* splitter.take(true);
      yield tooLong(number, text);
      splitter.line = number + 1;
    } else {
      splitter.add(text);
      if (splitter.isFull()) yield* splitter.take(false);
    }
  }
  yield* splitter.take(true);
}

class Splitter {
  /** Line on which the buffer begins. */
  line = 1;
  readonly #delimiter: string;
  readonly #source: string;
  #buffer = "";
  #fullAt = CHUNK;
  #width: number | null = null;
  #parsedAgain = 0;
  /** Whether a broken row was rejected and no row of the right width came since: what comes is taken for its rest. */
  #isLost = false;

  constructor(delimiter: string, source: string) {
    this.#delimiter = delimiter;
    this.#source = source;
  }

  add(line: string): void {
    this.#buffer += `${line}\n`;
  }

  isFull(): boolean {
    return this.#buffer.length >= this.#fullAt;
  }

  /** Gives the rows that are whole; with `isEnd`, what is left too. */
  *take(isEnd: boolean): Generator<DelimitedRow | Rejection> {
    for (;;) {
      yield* this.#takeWhole();
      const { length } = this.#buffer;
      if (length === 0 || (!isEnd && length <= LONGEST_ROW)) break;
      yield* this.#takeFirstLine();
    }
    this.#fullAt = Math.max(CHUNK, Math.min(2 * this.#buffer.length, LONGEST_ROW + CHUNK));
  }

  *#takeWhole(): Generator<DelimitedRow | Rejection> {
    let start = 0;
    for (const { cells, length, lines, isDoubtful } of this.#parse()) {
      if (isDoubtful && (this.#fit(cells) === null || this.#holdsRows(start, length, lines))) {
        this.#buffer = this.#buffer.slice(start);
        yield* this.#takeFirstLine();
        yield* this.#takeWhole();
        return;
      }
      const row = { line: this.line, cells, raw: this.#buffer.slice(start, start + length - 1) };
      start += length;
      this.line += lines;
      yield* this.#check(row);
    }
    this.#buffer = this.#buffer.slice(start);
  }

  /** Returns whether a row of several lines is more likely as many rows, which a quote that does not close has joined. */
  #holdsRows(start: number, length: number, lines: number): boolean {
    const written = this.#buffer.slice(start, start + length - 1).split("\n");
    return (
      lines > 1 &&
      written.every((line) => line.split(this.#delimiter).length >= (this.#width ?? Number.POSITIVE_INFINITY))
    );
  }

  /** Returns the cells of a line as if quotes meant nothing; null where they are not as many as the header has, or a quote in one has no other. */
  #splitLiterally(line: string): string[] | null {
    const cells = line.split(this.#delimiter);
    return this.#width !== null && cells.every((cell) => cell.split('"').length % 2 === 1) ? this.#fit(cells) : null;
  }

  *#check({ line, cells, raw }: DelimitedRow): Generator<DelimitedRow | Rejection> {
    if (countFilled(cells) < (this.#width === null ? 2 : 1)) return;
    const fitting = this.#fit(cells);
    if (fitting) {
      this.#width ??= fitting.length;
      this.#isLost = false;
      yield { line, cells: fitting, raw };
    } else if (!this.#isLost) {
      yield { line, reason: `${cells.length} columns where the header has ${this.#width}`, raw };
    }
  }

  /** Returns the cells of a row, as many as the header has; null where that many are not in it, or more. */
  #fit(cells: string[]): string[] | null {
    if (this.#width === null || cells.length === this.#width) return cells;
    const isPadded = cells.length > this.#width && cells.slice(this.#width).every((cell) => cell.trim() === "");
    return isPadded ? cells.slice(0, this.#width) : null;
  }

  /** Gives the first line as a row whose quotes mean nothing, where that makes it as wide as the header; else rejects it. */
  *#takeFirstLine(): Generator<DelimitedRow | Rejection> {
    this.#parsedAgain += this.#buffer.length;
    if (this.#parsedAgain > MOST_PARSED_AGAIN) {
      throw new UserError(
        `${this.#source}:${this.line}: quotes open and do not close, here and in too many lines before. Mend the file or take it out.`,
      );
    }
    const end = this.#buffer.indexOf("\n");
    const raw = this.#buffer.slice(0, end);
    const cells = this.#splitLiterally(raw);
    const { line } = this;
    this.#buffer = this.#buffer.slice(end + 1);
    this.line += 1;
    if (cells) {
      yield* this.#check({ line, cells, raw });
      return;
    }
    if (!this.#isLost) yield { line, reason: "a quote opens in this row and does not close", raw };
    this.#isLost = true;
  }

  #parse(): ParsedRow[] {
    const rows: ParsedRow[] = [];
    let parsed = 0;
    const parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: "\n",
      step: ({ data: [cells], errors, meta }: { data: string[][]; errors: unknown[]; meta: { cursor: number } }) => {
        const lines = cells!.reduce((sum, cell) => sum + countBreaks(cell), 1);
        rows.push({ cells: cells!, length: meta.cursor - parsed, lines, isDoubtful: errors.length > 0 });
        parsed = meta.cursor;
      },
    } as unknown as Papa.ParseConfig);
    parser.parse(this.#buffer, 0, true);
    return rows;
  }
}

/** Returns how many cells have something in them. */
export function countFilled(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + Number(cell.trim() !== ""), 0);
}

function countBreaks(cell: string): number {
  let count = 0;
  for (let place = cell.indexOf("\n"); place !== -1; place = cell.indexOf("\n", place + 1)) count += 1;
  return count;
}

function tooLong(line: number, text: string): Rejection {
  const raw = text.slice(0, 1000);
  return { line, reason: `row longer than ${LONGEST_ROW / 2 ** 20} million characters`, raw };
}
