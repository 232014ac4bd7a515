import { toPrintable, toPrintableJson } from "../text/printable.ts";

/** Writes a text to standard output, such as may be written to a terminal. */
export function printText(text: string): void {
  process.stdout.write(toPrintable(text));
}

/** Writes a text whose parts are printable already and styled since, to standard output. */
export function printStyled(text: string): void {
  process.stdout.write(text);
}

/** Writes data to standard output as it is; to a terminal, such as may be written there. */
export function printData(text: string): void {
  process.stdout.write(process.stdout.isTTY ? toPrintable(text.replaceAll("\r\n", "\n")) : text);
}

/** Writes a line that is no part of the answer to standard error. */
export function printNote(text: string): void {
  process.stderr.write(`${toPrintable(text)}\n`);
}

/** Writes a value to standard output as JSON that, for a terminal's sake, has its unprintable characters escaped. */
export function printJson(value: unknown): void {
  process.stdout.write(`${toPrintableJson(JSON.stringify(value, null, 2))}\n`);
}

/** Writes a value to standard output as JSON, on one line for a program that reads line by line, else over several. */
export function printJsonRecord(value: unknown, isOneLine: boolean): void {
  process.stdout.write(`${toPrintableJson(JSON.stringify(value, null, isOneLine ? 0 : 2))}\n`);
}

/** Lets a reader of the output leave before its end, as `head` does: that is no error, and a run goes on. */
export function allowEarlyLeave(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
