import { parseConfig } from "../../pipeline/config.ts";
import { compareTexts, type EmbedRows } from "../../pipeline/dedupe/compare-texts.ts";
import { describePairs } from "../../pipeline/dedupe/describe-pairs.ts";
import { groupTexts, judgePair, type PairVerdict, type StoredPair } from "../../pipeline/dedupe/group-texts.ts";
import { hashIdentity, nameText } from "../../pipeline/dedupe/record-key.ts";
import { TextCollector } from "../../pipeline/dedupe/text-collector.ts";
import { completeFields, type SourceRecord } from "../../pipeline/input/record.ts";
import { cleanAbstract, cleanTitle } from "../../pipeline/text/clean-text.ts";

/** A title and an abstract as they stand in a file. */
export type RawText = { title: string; abstract: string };

/** Rows by the text that is kept of each, the pairs that were weighed, with the first rows of both texts, and how many vectors were asked for. */
export type GroupedRows = {
  groups: string[];
  pairs: { pair: StoredPair; verdict: PairVerdict; rows: [number, number] }[];
  vectors: number;
};

/** Groups rows of titles and abstracts, with no other field, as the stages compare and dedupe do. */
export async function groupRows(
  rows: readonly RawText[],
  embed: (texts: readonly RawText[]) => ReturnType<EmbedRows>,
): Promise<GroupedRows> {
  const collector = new TextCollector();
  const firsts = new Map<string, number>();
  const ids = rows.map(({ title, abstract }, row) => {
    collector.add(toRecord({ title, abstract }, row + 1));
    const id = nameText(hashIdentity(title, abstract));
    if (!firsts.has(id)) firsts.set(id, row);
    return id;
  });
  const texts = collector.finish();
  let vectors = 0;
  const scored = await compareTexts(texts, (asked) => {
    vectors = asked.length;
    return embed(asked.map((row) => rows[firsts.get(texts.ids[row]!)!]!));
  });
  const stored = describePairs(texts, scored);
  const { identityThreshold, nearThreshold, semanticThreshold } = parseConfig();
  const thresholds = { identity: identityThreshold, near: nearThreshold, semantic: semanticThreshold };
  const edges = groupTexts(stored, thresholds);
  return {
    groups: ids.map((id) => edges.get(id)?.kept ?? id),
    pairs: stored.map((pair) => ({
      pair,
      verdict: judgePair(pair, thresholds),
      rows: [firsts.get(pair.text_a)!, firsts.get(pair.text_b)!],
    })),
    vectors,
  };
}

function toRecord({ title, abstract }: RawText, position: number): SourceRecord {
  const { text, urls } = cleanAbstract(abstract);
  return {
    source: "rows",
    position,
    line: position,
    format: "rows",
    raw_title: title,
    raw_abstract: abstract,
    clean_title: cleanTitle(title),
    clean_abstract: text,
    urls,
    extra: null,
    ...completeFields({}),
  };
}
