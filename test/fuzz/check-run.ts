import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { createLog } from "../../pipeline/cli/terminal-log.ts";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { writeDigest } from "../../pipeline/digest/write-digest.ts";
import { UserError } from "../../pipeline/error.ts";
import type { ExportedPaper } from "../../pipeline/export/exported-paper.ts";
import { writeBibtex } from "../../pipeline/export/write-bibtex.ts";
import { writeCsv } from "../../pipeline/export/write-csv.ts";
import { writeJson } from "../../pipeline/export/write-json.ts";
import { type RunSummary, runPipeline } from "../../pipeline/run-pipeline.ts";
import { toPrintable } from "../../pipeline/text/printable.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { checkCost } from "./check-cost.ts";
import { checkMessage, checkPrintable } from "./check-printable.ts";
import { type FuzzFile, writeInput } from "./write-input.ts";

/** A case of the whole pipeline: its input, and whether a second run adds the first file once more under another name. */
export type RunCase = { files: FuzzFile[]; isRunAgain: boolean };

const COUNTS = `SELECT
  (SELECT count(*) FROM records)::INTEGER AS records,
  (SELECT count(*) FROM papers)::INTEGER AS papers,
  (SELECT count(*) FROM appearances)::INTEGER AS appearances,
  (SELECT count(*) FROM duplicates)::INTEGER AS merged,
  (SELECT count(*) FROM rejected)::INTEGER AS rejected,
  (SELECT count(*) FROM input_files WHERE status = 'left out')::INTEGER AS left_out,
  (SELECT count(*) FROM topic_papers)::INTEGER AS placed,
  (SELECT count(*) FROM positions WHERE isfinite(x) AND isfinite(y))::INTEGER AS mapped,
  (SELECT rows_in FROM stage_runs WHERE stage = 'parse' ORDER BY run_id DESC LIMIT 1)::INTEGER AS found`;

const PAPERS = `SELECT paper_id, clean_title AS title, clean_abstract AS abstract, topic_label AS topic, topic_papers.probability, role, arxiv_id,
  coalesce(papers.urls, []) AS urls, sources, [] AS listed,
  coalesce(authors, []) AS authors, published, venue, coalesce(categories, []) AS categories, coalesce(keywords, []) AS keywords, doi, paper_url,
  code_url, project_url, papers.language, author_comment
FROM papers JOIN paper_overview USING (paper_id) JOIN topic_papers USING (paper_id) ORDER BY paper_id`;

type Counts = Record<
  "records" | "papers" | "appearances" | "merged" | "rejected" | "left_out" | "placed" | "mapped" | "found",
  number
>;

/** Runs the whole pipeline on a case with a made-up embedder, and the digest after it. Throws where anything that must hold does not. */
export async function checkRun({ files, isRunAgain }: RunCase): Promise<"done" | "refused"> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-fuzz-"));
  try {
    const input = join(folder, "input");
    const output = join(folder, "output");
    const bytes = await writeInput(input, files);
    const isDone = await checkCost(bytes, () => runOnce(input, output));
    if (isDone && isRunAgain) {
      await writeInput(join(input, "again"), files.slice(0, 1));
      await checkCost(2 * bytes, () => runOnce(input, output));
    }
    return isDone ? "done" : "refused";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns whether there was a result; false where the user was told what to mend, and nothing was left behind. */
async function runOnce(input: string, output: string): Promise<boolean> {
  const terminal = openTerminal();
  const hadOutput = existsSync(output);
  try {
    const config = parseConfig({ input: [input], output, minDocumentCount: 1, ensembleRuns: 20 });
    const log = createLog("verbose", terminal.stream);
    const summary = await runPipeline(config, { embedding: sourceOf(createFakeEmbedder()), log });
    await checkOutput(output, summary);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checkMessage("message", toPrintable(error.message));
    if (!hadOutput && existsSync(output)) throw new Error(`left behind: ${await readdir(output)}`);
    return hadOutput;
  } finally {
    checkPrintable("terminal", withoutStyle(terminal.read()));
  }
}

async function checkOutput(output: string, summary: RunSummary): Promise<void> {
  const database = await Database.open(join(output, "atlas.duckdb"), { readOnly: true });
  try {
    const counts = await database.queryOne<Counts>(COUNTS);
    checkCounts(counts, summary, await readFile(join(output, "report.md"), "utf8"));
    const papers = await database.query<ExportedPaper>(PAPERS);
    checkPrintable("CSV", writeCsv(papers).replaceAll("\r\n", "\n"));
    checkPrintable("BibTeX", writeBibtex(papers));
    checkPrintable("JSON", writeJson(papers));
    const names = await database.query<{ source: string; reason: string }>(
      "SELECT source, reason FROM rejected UNION ALL SELECT source, coalesce(note, '') FROM input_files",
    );
    for (const { source, reason } of names) checkPrintable("rejected", `${source} ${reason}`);
  } finally {
    database.close();
  }
  await digestUnlessUndated(output);
  for (const file of await listFiles(output)) {
    const name = file.slice(output.length + 1);
    checkPrintable("name of a file", name);
    if (/\.(?:png|duckdb)$/.test(name)) continue;
    const text = await readFile(file, "utf8");
    checkPrintable(name, name.endsWith(".eml") ? text.replaceAll("\r\n", "\n") : text);
  }
}

function checkCounts(counts: Counts, summary: RunSummary, report: string): void {
  const { records, papers, appearances, merged, rejected, placed, mapped, found } = counts;
  const shown = JSON.stringify(counts);
  if (found !== papers + merged + rejected) throw new Error(`records in, papers, merged and rejected: ${shown}`);
  if (records !== papers + merged || appearances !== records) throw new Error(`records and appearances: ${shown}`);
  if (placed !== papers || mapped !== papers) throw new Error(`papers without a place: ${shown}`);
  if (summary.papers !== papers) throw new Error(`papers of the summary: ${summary.papers}: ${shown}`);
  const [, inReport] = /^# ([\d,]+) papers/.exec(report) ?? [];
  if (Number(inReport?.replaceAll(",", "")) !== papers) throw new Error(`papers of the report: ${inReport}: ${shown}`);
}

async function digestUnlessUndated(output: string): Promise<void> {
  try {
    const mail = { from: "a <a@b.c>", to: ["d@e.f"], subject: null };
    await writeDigest({ output, day: null, days: 7, top: 3, link: "https://a.b/", follow: null, search: [], ...mail });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checkMessage("message of the digest", toPrintable(error.message));
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A stream in the place of standard error. */
function openTerminal(): { stream: NodeJS.WriteStream; read: () => string } {
  let text = "";
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      done();
    },
  });
  return { stream: stream as NodeJS.WriteStream, read: () => text };
}

/** Takes out the colours that the program itself gives a warning. */
function withoutStyle(text: string): string {
  return text.replace(/\u001b\[\d+m/g, "");
}
