import { describe, expect, it } from "vitest";
import {
  describeMapping,
  findColumn,
  mapColumns,
  mapTableColumns,
} from "../../../pipeline/input/table/column-mapping.ts";
import { KNOWN_COLUMNS } from "../../../pipeline/input/table/known-columns.ts";
import { flagOf, TABLE_FIELDS, type TableField } from "../../../pipeline/input/table/table-fields.ts";

const guess = (columns: string[]) => describeMapping(mapTableColumns(columns));

describe("mapColumns", () => {
  it.each([
    ["TITLE,ABSTRACT,Publication_Year", "title <- TITLE, abstract <- ABSTRACT, published <- Publication_Year"],
    [
      "Titre,Résumé,Auteurs,Année,Revue",
      "title <- Titre, abstract <- Résumé, published <- Année, authors <- Auteurs, venue <- Revue",
    ],
    ["Título,Resumen,Año", "title <- Título, abstract <- Resumen, published <- Año"],
    ["题名,摘要,作者", "title <- 题名, abstract <- 摘要, authors <- 作者"],
    ["タイトル,要旨,キーワード", "title <- タイトル, abstract <- 要旨, keywords <- キーワード"],
    ["Article Title,Source Title,Abstract", "title <- Article Title, abstract <- Abstract, venue <- Source Title"],
    ["name,description", "title <- name, abstract <- description"],
    ["title,summary,description", "title <- title, abstract <- summary; 1 more column kept as it is"],
    ["title,abstract,date", "title <- title, abstract <- abstract, date <- date"],
    [
      "title,abstract,date,date_added",
      "title <- title, abstract <- abstract, published <- date; 1 more column kept as it is",
    ],
    ["Paper Name,The Abstract!,When", "title <- Paper Name, abstract <- The Abstract!; 1 more column kept as it is"],
    [
      "Short title,Long title,Abstract",
      "abstract <- Abstract; title: could be Short title or Long title: say which with --title-field; 2 more columns kept as they are",
    ],
    ["title,abstract,tags,ID", "title <- title, abstract <- abstract, keywords <- tags, id <- ID"],
  ])("guesses by names in any language and spelling: %s", (header, mapping) => {
    expect(guess(header.split(","))).toBe(mapping);
  });

  it("takes no column where several are as good, and says how to choose", () => {
    expect(guess(["Article Title", "Paper Title", "abstract", "DOI", "doi"])).toBe(
      "abstract <- abstract; title: could be Article Title or Paper Title: say which with --title-field; doi: could be DOI or doi: say which with --doi-field; 4 more columns kept as they are",
    );
  });

  it("takes what is chosen before it guesses, by its name in any spelling", () => {
    const mapping = mapColumns(["title", "Abstract", "x y"], { abstract: "title", title: "X_Y" });
    expect(describeMapping(mapping)).toBe("title <- x y, abstract <- title; 1 more column kept as it is");
    expect([findColumn(["A", "a"], "a"), findColumn(["A", "a"], "Á"), findColumn(["A"], "b")]).toEqual([
      "a",
      null,
      null,
    ]);
  });

  it("knows no name in two fields, and none that is nothing", () => {
    const seen = new Map<string, TableField>();
    for (const [field, tiers] of KNOWN_COLUMNS)
      for (const key of tiers.flatMap((tier) => [...tier])) {
        expect(key).not.toBe("");
        expect([key, seen.get(key)]).toEqual([key, undefined]);
        seen.set(key, field);
      }
    expect(TABLE_FIELDS.map(flagOf)).toContain("--arxiv-id-field");
  });
});
