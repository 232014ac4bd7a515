import { basename } from "node:path";
import { UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { splitTokens } from "../text/words.ts";
import { type Corpus, readAnyTexts, type TextSource } from "./corpus-texts.ts";
import { takeSample } from "./labelled-corpus.ts";

const LEAST_TEXTS = 10;

/**
 * Reads a file of any format, such as a feed, whose texts have no known label. Texts that repeat count once. Takes a sample that is always
 * the same. Throws a UserError on a file that cannot be read, and on fewer than 10 texts.
 */
export async function readUnlabelledCorpus(source: TextSource & { sample: number }): Promise<Corpus> {
  const { path, sample, text = null } = source;
  const textByHash = new Map<string, string>();
  let wordless = 0;
  for await (const read of readAnyTexts(source)) {
    if (read !== null && splitTokens(read).length > 0) textByHash.set(hashText(read), read);
    else wordless++;
  }
  const rows = [...textByHash].sort(([a], [b]) => compareCodeUnits(a, b));
  const texts = takeSample(rows, sample).map(([, own]) => own);
  if (texts.length < LEAST_TEXTS) {
    throw new UserError(
      `${path}: ${texts.length} different texts: fewer than ${LEAST_TEXTS}, too few to judge topics by`,
    );
  }
  const origin = { sha256: await hashFile(path), label: null, text };
  return { name: basename(path), texts, labels: [], wordless, origin };
}
