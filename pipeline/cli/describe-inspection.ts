import type { FileInspection, FilledFields, Inspection } from "../input/inspect-files.ts";
import { describeWithoutAbstract } from "../input/rejection-tally.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";

const WIDTH = 80;
const INDENT = 12;
const MOST_FILES = 20;

/** Returns what would be read as lines of at most 80 characters: a part for each of the first 20 files, and one for all. */
export function describeInspection({ files, total }: Inspection): string {
  const parts = files.slice(0, MOST_FILES).map(describeFile);
  const more = files.length - MOST_FILES;
  if (more > 0) parts.push([`… and ${formatCount(more, "more file")}: --json has them all`]);
  const counts = `${formatCount(total.files, "file")} to read, ${formatNumber(total.leftOut)} left out`;
  if (files.length > 1) parts.push([counts, ...describeRecords(total), ...describeFields(total, total.usable)]);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function describeFile(file: FileInspection): string[] {
  const { source, status, format, packing, encoding, note, mapping, usable } = file;
  const kinds = [format ?? "unknown format", packing, encoding].filter((kind) => kind !== null);
  return [
    cutLine(source, WIDTH),
    ...(status === "left out" ? write("left out", note ?? "") : write("read as", kinds.join(", "))),
    ...(status === "read" && note !== null ? write("note", note) : []),
    ...(mapping === null ? [] : write("columns", mapping)),
    ...(file.records > 0 ? describeRecords(file) : []),
    ...(usable > 0 ? describeFields(file, usable) : []),
    ...file.examples.flatMap(({ line, title }) => write("example", `line ${line}: ${title}`, 1)),
    ...(file.withoutAbstract === null
      ? []
      : write("rejected", describeWithoutAbstract(file.withoutAbstract, file.records))),
    ...file.rejections.flatMap(({ line, reason }) => write("rejected", `line ${line}: ${reason}`, 2)),
  ];
}

function describeRecords({
  records,
  usable,
  rejected,
}: {
  records: number;
  usable: number;
  rejected: number;
}): string[] {
  return write(
    "records",
    `${formatNumber(records)}: ${formatNumber(usable)} usable, ${formatNumber(rejected)} rejected`,
  );
}

function describeFields({ fields, dates, languages }: FilledFields, usable: number): string[] {
  const shares = Object.entries(fields).map(([name, count]) => `${name} ${writeShare(count / usable)}`);
  const spoken = Object.entries(languages).map(([language, count]) => `${language} ${formatNumber(count)}`);
  return [
    ...write("fields", ["title, abstract 100 %", ...shares].join(", ")),
    ...(dates === null
      ? []
      : write("dates", dates.first === dates.last ? dates.first : `${dates.first} to ${dates.last}`)),
    ...(spoken.length === 0 ? [] : write("languages", spoken.join(", "))),
  ];
}

/** A field that hardly any record has, or nearly all, is told apart from none and all. */
function writeShare(share: number): string {
  const percent = Math.round(100 * share);
  if (percent === 0) return "< 1 %";
  return percent === 100 && share < 1 ? "> 99 %" : `${percent} %`;
}

/** Writes a text behind its name, on as many lines as it takes, at most `mostLines`. */
function write(name: string, text: string, mostLines = 12): string[] {
  const lines: string[] = [""];
  for (const word of toPrintableLine(text).split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && INDENT + line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  const shown = lines.slice(0, mostLines).map((line) => cutLine(line, WIDTH - INDENT));
  if (lines.length > mostLines) shown[mostLines - 1] = cutLine(lines.slice(mostLines - 1).join(" "), WIDTH - INDENT);
  return shown.map((line, index) => `  ${(index === 0 ? name : "").padEnd(INDENT - 2)}${line}`);
}

function cutLine(text: string, width: number): string {
  const characters = [...toPrintableLine(text)];
  return characters.length <= width ? characters.join("") : `${characters.slice(0, width - 1).join("")}…`;
}
