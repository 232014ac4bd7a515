import type { Database } from "../database/database.ts";
import { hashIdentity, nameText } from "../dedupe/record-key.ts";
import { UserError } from "../error.ts";

const TEXT_ID = /^[0-9a-f]{16}$/;
const PLACE = /^(.+):([1-9]\d{0,8})$/s;

/**
 * Returns the id of the text that someone means: the id of a text or of a paper, or the place of a record as source:position. Throws a UserError
 * where there is none.
 */
export async function findText(database: Database, name: string): Promise<string> {
  const [, source, position] = PLACE.exec(name) ?? [];
  if (source !== undefined) {
    const [record] = await database.query<{ raw_title: string; raw_abstract: string }>(
      "SELECT raw_title, raw_abstract FROM records WHERE source = $1 AND position = $2::INTEGER",
      [source, Number(position)],
    );
    if (!record)
      throw new UserError(`${name}: no record stands there. Places are in the columns source and position of records.`);
    return nameText(hashIdentity(record.raw_title, record.raw_abstract));
  }
  if (!TEXT_ID.test(name))
    throw new UserError(
      `${name}: no text: give the 16 digits that duplicates shows, the id of a paper, or source:position of a record.`,
    );
  const [known] = await database.query(
    `SELECT 1 FROM papers WHERE paper_id = $1 UNION ALL SELECT 1 FROM duplicate_pairs WHERE text_a = $1 OR text_b = $1 LIMIT 1`,
    [name],
  );
  if (!known) throw new UserError(`${name}: no paper and no text of a weighed pair has this id.`);
  return name;
}
