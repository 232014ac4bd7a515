import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Real data beside the checkout, where there is any. */
const BESIDE = join(ROOT, "../shared/data");

const RECORDS = 60;

/** Returns the text of saved pages in both layouts: the seeds, the fixtures of the tests, and pages beside the checkout. */
export function readPages(): string[] {
  const folders = [join(ROOT, "seeds"), join(ROOT, "test/fixtures/pages"), join(BESIDE, "hf-weekly")];
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .sort()
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
}

/** Returns lines of JSON-lines files: arXiv papers, and the fixtures of the tests. */
export function readRecordLines(): string[] {
  const arxiv = gunzipSync(readFileSync(join(ROOT, "test/data/arxiv-8k.jsonl.gz"))).toString();
  const mixed = readFileSync(join(ROOT, "test/fixtures/records/mixed.jsonl"), "utf8");
  return [...arxiv.split("\n").slice(0, RECORDS), ...mixed.split("\n")].filter((line) => line !== "");
}
