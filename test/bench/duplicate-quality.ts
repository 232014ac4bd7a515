import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { cutText, joinText } from "../../pipeline/dedupe/paper-row.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { silentLog } from "../../pipeline/log.ts";
import { cleanAbstract, cleanTitle } from "../../pipeline/text/clean-text.ts";
import { groupRows, type RawText } from "./group-labelled.ts";
import { scoreGroups } from "./group-scores.ts";

const USAGE = `npx tsx test/bench/duplicate-quality.ts FILE.jsonl[.gz] [--groups FOUND.json]
  FILE has a title, an abstract and a group a line; the group is the truth, and no other field is looked at.
  --groups FOUND.json  scores the groups that another tool found, one a row, as test/bench/text-dedup-groups.py writes them
`;

type LabelledRow = RawText & { group: string };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { groups: { type: "string" } } });
if (positionals.length !== 1) process.stdout.write(USAGE);
else await measure(positionals[0]!, values.groups ?? null);

async function measure(path: string, foundPath: string | null): Promise<void> {
  const rows = await readRows(path);
  const truth = rows.map(({ group }) => group);
  if (foundPath !== null) {
    const found = JSON.parse(await readFile(foundPath, "utf8")) as (string | number)[];
    process.stdout.write(`${JSON.stringify(scoreGroups(found, truth))}\n`);
    return;
  }
  const startedAt = performance.now();
  const { groups, pairs, vectors } = await groupRows(rows, embedTexts);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${JSON.stringify(scoreGroups(groups, truth))}\n`);
  process.stdout.write(
    `${rows.length} rows, ${new Set(groups).size} groups of ${new Set(truth).size}; ${vectors} vectors, ${seconds} s\n`,
  );
  for (const { pair, verdict, rows: places } of pairs) {
    const [a, b] = places.map((row) => rows[row]!) as [LabelledRow, LabelledRow];
    if ((a.group === b.group) === verdict.isOne) continue;
    const kind = a.group === b.group ? "missed" : "false";
    process.stdout.write(
      `${kind}: ${verdict.kind} ${verdict.score.toFixed(3)} ${pair.distinction ?? ""}\n  ${a.title}\n  ${b.title}\n`,
    );
  }
}

async function readRows(path: string): Promise<LabelledRow[]> {
  const bytes = await readFile(path);
  const text = path.endsWith(".gz") ? gunzipSync(bytes).toString() : bytes.toString();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LabelledRow);
}

async function embedTexts(texts: readonly RawText[]) {
  const settings = { model: "sentence-transformers/all-MiniLM-L6-v2", dtype: "auto", maxTokens: 512 } as const;
  const embedder = await createOnnxSource(findModelDirectories()).open(settings, silentLog);
  try {
    const whole = texts.map(({ title, abstract }) =>
      cutText(joinText(cleanTitle(title), cleanAbstract(abstract).text)),
    );
    const { vectors: values, dimensions } = await embedder.embed(whole);
    return { values, dimensions };
  } finally {
    await embedder.close();
  }
}
