import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";
import { describeChoices, LONGEST_NAME, quoteName } from "../search/describe-choices.ts";
import { findNames, findNearNames } from "../search/find-names.ts";
import { readIdentifier } from "../search/read-identifier.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";

/** A paper as it is found by a name. */
export type FoundPaper = { paper_id: string; title: string };

const HAS_ADDRESS =
  "$1 IN (records.paper_url, records.code_url, records.project_url) OR list_contains(records.urls, $1)";
const NEAR_TITLES = 5;

/** Papers into which the text $1 was merged: a text is named by its first record. */
const MERGED_INTO = `
  SELECT appearances.paper_id FROM duplicate_pairs JOIN appearances
    ON (text_a = $1 AND source = source_a AND position = position_a) OR (text_b = $1 AND source = source_b AND position = position_b)`;

/**
 * Returns the paper that someone means: by its id or that of a text merged into it, an arXiv identifier, a DOI, an address, or words of its title.
 * Throws a UserError that shows the choices where several fit, and near titles where none does.
 */
export async function findPaper(database: Database, name: string): Promise<FoundPaper> {
  const asked = name.trim();
  if (asked === "")
    throw new UserError("paper: must not be empty: give an id, an arXiv id, a DOI or words of a title.");
  if (asked.length > LONGEST_NAME)
    throw new UserError(
      `paper: ${formatNumber(asked.length)} characters, ${formatNumber(LONGEST_NAME)} at most: ${quoteName(asked)}`,
    );
  const identified = await findByIdentifier(database, asked);
  const [only] = identified ?? [];
  if (identified?.length === 1) return only!;
  if (identified !== null && identified.length > 1) throw describeSeveral(asked, identified);
  if (identified !== null)
    throw new UserError(`${quoteName(asked)}: no paper of this file has it. Words of the title may find the paper.`);
  return findByTitle(database, asked);
}

/** Returns the papers that several names mean; where one of them means none, the paper that they mean together, as words of a title typed without quotes. */
export async function findPapers(database: Database, names: readonly string[]): Promise<FoundPaper[]> {
  try {
    const found: FoundPaper[] = [];
    for (const name of names) found.push(await findPaper(database, name));
    return found;
  } catch (error) {
    if (!(error instanceof UserError) || names.length < 2) throw error;
    return [
      await findPaper(database, names.join(" ")).catch(() => {
        throw error;
      }),
    ];
  }
}

/** Returns the papers that have what was asked for as an identifier; null where it is none. */
async function findByIdentifier(database: Database, asked: string): Promise<FoundPaper[] | null> {
  const identifier = readIdentifier(asked);
  if (identifier === null) return null;
  const { paperId, arxivId, doi, address } = identifier;
  if (paperId !== null) return selectPapers(database, `WHERE paper_id = $1 OR paper_id IN (${MERGED_INTO})`, paperId);
  if (arxivId !== null) {
    const found = await selectPapers(database, havingRecord("lower(records.arxiv_id) = $1"), arxivId);
    if (found.length > 0 || doi === null) return found;
  }
  if (doi !== null) return selectPapers(database, havingRecord("records.doi = $1"), doi);
  return selectPapers(database, havingRecord(HAS_ADDRESS), address!);
}

async function selectPapers(database: Database, condition: string, value: string): Promise<FoundPaper[]> {
  return database.query(`SELECT paper_id, clean_title AS title FROM papers ${condition} ORDER BY paper_id`, [value]);
}

function havingRecord(condition: string): string {
  return `WHERE paper_id IN (SELECT paper_id FROM appearances JOIN records USING (source, position) WHERE ${condition})`;
}

async function findByTitle(database: Database, asked: string): Promise<FoundPaper> {
  const papers = await database.query<FoundPaper>(
    "SELECT paper_id, clean_title AS title FROM papers ORDER BY paper_id",
  );
  const titles = papers.map(({ title }) => title);
  const found = findNames(titles, asked).map((place) => papers[place]!);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw describeSeveral(asked, found);
  const near = findNearNames(titles, asked, NEAR_TITLES).map((place) => papers[place]!);
  throw new UserError(
    near.length === 0
      ? `${quoteName(asked)}: no title has these words, nor any that are near. Fewer words find more.`
      : `${quoteName(asked)}: no title has all of these words. Near ones:\n${list(near)}`,
  );
}

function describeSeveral(asked: string, papers: readonly FoundPaper[]): UserError {
  return new UserError(
    `${quoteName(asked)}: ${formatCount(papers.length, "paper")} fit:\n${list(papers)}\nGive the id of one, or more of its title.`,
  );
}

function list(papers: readonly FoundPaper[]): string {
  return describeChoices(papers.map(({ paper_id, title }) => ({ id: paper_id, name: title })));
}
