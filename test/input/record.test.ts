import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { completeFields, fillFields, GIVEN_FIELDS, pickFields } from "../../pipeline/input/record.ts";
import { ALL_RECORDS, toRecordColumns } from "../../pipeline/input/record-columns.ts";

const NOTHING = completeFields({});
const COLUMN_TYPES = {
  text: "VARCHAR",
  texts: "VARCHAR[]",
  integer: "INTEGER",
  url: "VARCHAR",
  day: "DATE",
  date: "VARCHAR",
};

async function openSchema(): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  return database;
}

describe("the given fields", () => {
  it("have a column of their kind in records, and in the table of what they belong to and not in the other", async () => {
    const database = await openSchema();
    for (const [name, { holds, belongsTo }] of Object.entries(GIVEN_FIELDS)) {
      const columns = await database.query(
        `SELECT table_name, data_type FROM duckdb_columns()
         WHERE column_name = $1 AND table_name IN ('records', 'papers', 'appearances') ORDER BY table_name`,
        [name],
      );
      const owners = [`${belongsTo}s`, "records"].sort();
      const expected = owners.map((table_name) => ({ table_name, data_type: COLUMN_TYPES[holds] }));
      expect(columns, name).toEqual(expected);
    }
  });

  it("are null where they are not given", () => {
    expect(completeFields({ rank: 0, listed_text: "", upvotes: undefined })).toEqual({
      ...NOTHING,
      rank: 0,
      listed_text: "",
    });
    expect(new Set(Object.values(NOTHING))).toEqual(new Set([null]));
  });

  it("fall to the paper or to the appearance", () => {
    const fields = completeFields({ arxiv_id: "2401.01234", rank: 3, listed_date: "2026-06-01" });
    expect(pickFields(fields, "paper")).toMatchObject({ arxiv_id: "2401.01234" });
    expect(pickFields(fields, "paper")).not.toHaveProperty("rank");
    expect(pickFields(fields, "appearance")).toMatchObject({ rank: 3, listed_date: "2026-06-01" });
    expect(pickFields(fields, "appearance")).not.toHaveProperty("arxiv_id");
  });

  it("of a paper are filled from another record only where it has none", () => {
    const paper = pickFields(NOTHING, "paper");
    fillFields(paper, completeFields({ arxiv_id: "2401.01234" }));
    fillFields(paper, completeFields({ arxiv_id: "2402.00000" }));
    expect(paper).toMatchObject({ arxiv_id: "2401.01234" });
  });
});

describe("records in the database", () => {
  it("come back as they were written", async () => {
    const database = await openSchema();
    const record = {
      source: "a/x",
      position: 1,
      line: 7,
      format: "sample",
      raw_title: "A  title",
      raw_abstract: "An  abstract",
      clean_title: "A title",
      clean_abstract: "An abstract",
      urls: ["https://a.org"],
      extra: null,
      ...completeFields({ listed_date: "2024-02-29", listed_text: "Feb 29", upvotes: 5 }),
    };
    const bare = { ...record, position: 2, urls: [], ...NOTHING };
    await database.append("records", toRecordColumns([record, bare]));
    expect(await database.query(`${ALL_RECORDS} ORDER BY position`)).toEqual([record, bare]);
    expect(await database.query("SELECT listed_date > DATE '2024-02-28' AS later FROM records WHERE line = 7")).toEqual(
      [{ later: true }, { later: null }],
    );
  });

  it("may be none", () => {
    expect(toRecordColumns([])).toEqual({});
  });
});
