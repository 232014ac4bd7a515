import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../pipeline/error.ts";
import { openFile } from "../../pipeline/input/file-content.ts";
import { listInputFiles } from "../../pipeline/input/input-files.ts";
import { parseFile } from "../../pipeline/input/parse-file.ts";
import type { SourceRecord } from "../../pipeline/input/record.ts";
import { toPrintable } from "../../pipeline/text/printable.ts";
import { checkCost } from "./check-cost.ts";
import { checkMessage, checkPrintable } from "./check-printable.ts";
import { type FuzzFile, writeInput } from "./write-input.ts";

/** Reads files, each by itself. Throws where a record is lost, unclean, or where one ends in another way than with a message. */
export async function checkParsing(files: readonly FuzzFile[]): Promise<"done" | "refused"> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-fuzz-"));
  try {
    const bytes = await writeInput(folder, files);
    let isRefused = false;
    await checkCost(bytes, async () => {
      for (const { source, path } of await orMessage(() => listInputFiles([folder]), [])) {
        checkPrintable("source", source);
        const file = files.find(({ name }) => path.endsWith(`/${name}`));
        if (!(await orMessage(() => checkFile(source, path, file), false))) isRefused = true;
      }
    });
    return isRefused ? "refused" : "done";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkFile(source: string, path: string, file: FuzzFile | undefined): Promise<true> {
  let isPage = false;
  const parsed = await parseFile(openFile(source, path), {
    addRecord: (record) => {
      isPage = record.format === "daily-page";
      checkRecord(record);
    },
    addRejected: ({ reason }) => checkMessage("reason", reason),
  });
  if (!parsed) return true;
  const found = parsed.records + parsed.rejected;
  if (!file || !/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file.name) || file.encoding !== "utf8") return true;
  const lines = file.text
    .replace(/^\ufeff/, "")
    .split(/\r\n|[\r\n]/)
    .filter((line) => line.trim() !== "").length;
  if (found !== lines && !isPage) throw new Error(`${source}: ${lines} lines, ${found} records`);
  return true;
}

function checkRecord({
  clean_title,
  clean_abstract,
  urls,
  listed_text,
  listed_date,
  arxiv_id,
  ...record
}: SourceRecord) {
  for (const [name, text] of Object.entries({ clean_title, clean_abstract, listed_text, listed_date, arxiv_id }))
    checkPrintable(name, text ?? "");
  checkPrintable("urls", urls.join(" "));
  for (const count of [record.rank, record.upvotes]) {
    if (count !== null && !(Number.isInteger(count) && count >= 0 && count < 2 ** 31))
      throw new Error(`count: ${count}`);
  }
}

async function orMessage<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checkMessage("message", toPrintable(error.message));
    return otherwise;
  }
}
