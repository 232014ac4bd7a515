import { cutText, joinText } from "../dedupe/paper-row.ts";
import { hashIdentity, nameText } from "../dedupe/record-key.ts";
import { UserError } from "../error.ts";
import { hashText } from "../hash.ts";
import { listInputFiles } from "../input/input-files.ts";
import { readInputFile } from "../input/read-input-file.ts";
import type { SourceRecord } from "../input/record.ts";
import type { FieldChoice } from "../input/table/table-fields.ts";
import { VectorCheck } from "../input/vector-check.ts";
import { formatNumber } from "../text/format-figure.ts";

/** A paper of a file, not of the atlas. */
export type NewPaper = {
  source: string;
  /** Line of the file on which it begins. */
  line: number;
  title: string;
  /** What is embedded and read for words. */
  text: string;
  text_hash: string;
  /** The id that it has where it is the first record of a paper. */
  id: string;
  arxiv_id: string | null;
  doi: string | null;
  /** Unit vector of the file; null where the settings name no column of vectors. */
  vector: Float32Array | null;
};

/** The papers of files, each text once, and what was passed over, in words. */
export type NewPapers = { papers: NewPaper[]; remarks: string[] };

const MOST_PAPERS = 20_000;
const SHOWN_REJECTIONS = 3;

/** Reads the papers of paths as a run does, in order of file and line. Throws a UserError where a path cannot be read, or has no paper. */
export async function readNewPapers(paths: readonly string[], fields: FieldChoice): Promise<NewPapers> {
  const files = await listInputFiles(paths);
  const vectors = fields.vectors === undefined ? undefined : new VectorCheck();
  const papers = new Map<string, NewPaper>();
  const remarks: string[] = [];
  for (const file of files) {
    let rejected: string[] = [];
    const own = new Map<string, NewPaper>();
    const sink = {
      addRecord(record: SourceRecord, vector: Float32Array | null) {
        const paper = describeRecord(record, vector);
        if (!papers.has(paper.text_hash) && !own.has(paper.text_hash)) own.set(paper.text_hash, paper);
        if (papers.size + own.size > MOST_PAPERS)
          throw new UserError(
            `${file.source}: more than ${formatNumber(MOST_PAPERS)} papers. Run the pipeline on them and the others together.`,
          );
      },
      addRejected: ({ source, line, reason }: { source: string; line: number; reason: string }) => {
        rejected.push(`${source}:${line}: ${reason}; record left out`);
      },
      dropSource: () => {
        own.clear();
        rejected = [];
      },
    };
    const { status, source, note } = await readInputFile(file, sink, { fields, vectors, isOnly: files.length === 1 });
    if (status === "left out") remarks.push(`${source}: left out: ${note}`);
    remarks.push(...shorten(rejected, source));
    for (const [hash, paper] of own) papers.set(hash, paper);
  }
  if (papers.size > 0) return { papers: [...papers.values()], remarks };
  throw new UserError([`papers in ${formatNumber(files.length)} files: 0`, ...remarks].join("\n"));
}

function shorten(rejected: readonly string[], source: string): string[] {
  const more = rejected.length - SHOWN_REJECTIONS;
  const shown = rejected.slice(0, SHOWN_REJECTIONS);
  return more > 0 ? [...shown, `${source}: ${formatNumber(more)} more records left out`] : shown;
}

function describeRecord(record: SourceRecord, vector: Float32Array | null): NewPaper {
  const { source, line, raw_title, raw_abstract, clean_title, clean_abstract, arxiv_id, doi } = record;
  const text = cutText(joinText(clean_title, clean_abstract));
  const id = nameText(hashIdentity(raw_title, raw_abstract));
  return { source, line, title: clean_title, text, text_hash: hashText(text), id, arxiv_id, doi, vector };
}
