import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parseConfig } from "../../pipeline/config.ts";
import { compareTexts } from "../../pipeline/dedupe/compare-texts.ts";
import { describePairs } from "../../pipeline/dedupe/describe-pairs.ts";
import { groupTexts } from "../../pipeline/dedupe/group-texts.ts";
import { TextCollector } from "../../pipeline/dedupe/text-collector.ts";
import { completeFields, type SourceRecord } from "../../pipeline/input/record.ts";
import { makeRepeatedCorpus } from "./repeated-corpus.ts";

const ABSTRACTS = new URL("../data/arxiv-8k.jsonl.gz", import.meta.url);
const SIZE = Number(process.argv[2] ?? 75_000);

/** The shares of real crawls: 23,402 of 75,000 within a day, 11,742 over days. */
const SHARES = { exactShare: 0.312, nearShare: 0.157 };

const sources = gunzipSync(await readFile(ABSTRACTS))
  .toString()
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { title: string; abstract: string });
const corpus = makeRepeatedCorpus(sources, { size: SIZE, ...SHARES });

const startedAt = performance.now();
const usedBefore = process.cpuUsage();
const seconds = () => {
  const { user, system } = process.cpuUsage(usedBefore);
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of a processor)`;
};
const collector = new TextCollector();
for (const [index, { title, abstract }] of corpus.entries()) collector.add(toRecord(title, abstract, index + 1));
const texts = collector.finish();
process.stdout.write(`${SIZE} texts, ${texts.ids.length} different: collected in ${seconds()}\n`);
let asked = 0;
const pairs = await compareTexts(texts, async (rows) => {
  asked = rows.length;
  return { values: new Float32Array(rows.length * 384).fill(1 / Math.sqrt(384)), dimensions: 384 };
});
process.stdout.write(`${pairs.length} pairs compared by ${seconds()}; vectors of ${asked} texts asked for\n`);
const stored = describePairs(texts, pairs);
const { identityThreshold, nearThreshold, semanticThreshold } = parseConfig();
const edges = groupTexts(stored, { identity: identityThreshold, near: nearThreshold, semantic: semanticThreshold });
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${edges.size} texts merged by ${seconds()}, of ${new Set(corpus.map(({ group }) => group)).size} papers; ${peak} MiB at most\n`,
);

function toRecord(title: string, abstract: string, position: number): SourceRecord {
  return {
    source: "corpus",
    position,
    line: position,
    format: "corpus",
    raw_title: title,
    raw_abstract: abstract,
    clean_title: title,
    clean_abstract: abstract,
    urls: [],
    extra: null,
    ...completeFields({}),
  };
}
