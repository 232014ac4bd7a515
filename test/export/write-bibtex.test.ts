import { describe, expect, it } from "vitest";
import { writeBibtex } from "../../pipeline/export/write-bibtex.ts";
import { cleanFields } from "../../pipeline/input/clean-fields.ts";
import { bibtex } from "../../pipeline/input/formats/bibtex.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { readContent } from "../input/formats/read-content.ts";
import { samplePaper } from "./sample-paper.ts";

describe("writeBibtex", () => {
  it("writes an entry a paper, and leaves out what is not known", () => {
    const unknown = {
      ...samplePaper({ paper_id: "2", topic: null, urls: [], listed: [], abstract: "", authors: [], keywords: [] }),
      ...{ published: null, venue: null, doi: null, paper_url: null },
    };
    expect(writeBibtex([samplePaper(), unknown])).toBe(
      [
        "@article{paper-0a1b,",
        "  title = {{On birds}},",
        "  author = {Ada Owen and Cy Elk},",
        "  journal = {Journal of Birds},",
        "  year = {2023},",
        "  month = nov,",
        "  doi = {10.1000/a\\_b},",
        "  url = {https://example.org/paper},",
        "  keywords = {Flight, owls, wings},",
        "  abstract = {They fly.},",
        "}",
        "",
        "@misc{paper-2,",
        "  title = {{On birds}},",
        "}",
        "",
      ].join("\n"),
    );
  });

  it.each([
    ["2026-03", "  year = {2026},\n  month = mar,\n"],
    ["2026", "  year = {2026},\n  doi"],
    [null, "  year = {2024},\n  doi"],
  ])("dates %j as exactly as known, else by its first listing", (published, lines) => {
    expect(writeBibtex([samplePaper({ published })])).toContain(lines);
  });

  it.each([
    ["Proceedings of the 41st International Conference on Machine Learning", "@inproceedings{paper-0a1b,", "booktitle"],
    ["Nature", "@article{paper-0a1b,", "journal"],
  ])("takes %j for what it is", (venue, entry, field) => {
    const text = writeBibtex([samplePaper({ venue })]);
    expect(text).toContain(entry);
    expect(text).toContain(`  ${field} = {${venue}},`);
  });

  it("takes a place where papers wait for no venue", () => {
    const text = writeBibtex([samplePaper({ venue: "arXiv" })]);
    expect(text).toContain("@misc{paper-0a1b,");
    expect(text).not.toContain("journal");
  });

  it("keeps a name one name", () => {
    const authors = ["Owen, Ada", "Simon and Sons", "a, b, c, d", "{x} & y", "Andy Anderson", "and"];
    expect(writeBibtex([samplePaper({ authors })])).toContain(
      "author = {Owen, Ada and {Simon and Sons} and {a, b, c, d} and \\textbraceleft x\\textbraceright  \\& y and Andy Anderson and {and}},",
    );
  });

  it("is read back as it was", async () => {
    const paper = samplePaper({
      title: "50% of {owls} & $x$",
      authors: ["Simon and Sons", "Zoë_K", "Ada Owen"],
      published: "2026-03",
      venue: "Birds & Bees, 7",
    });
    const { records, rejected } = await readContent(bibtex, "a.bib", writeBibtex([paper]));
    expect(rejected).toEqual([]);
    expect(cleanFields(records[0]!)).toMatchObject({
      authors: paper.authors,
      published: paper.published,
      venue: paper.venue,
      doi: paper.doi,
      keywords: [paper.topic, ...paper.keywords],
    });
  });

  it("notes what the authors remark", () => {
    expect(writeBibtex([samplePaper({ author_comment: "12 pages, 3 % more" })])).toContain(
      "note = {12 pages, 3 \\% more}",
    );
  });

  it("takes the address of the paper, else the first of its abstract", () => {
    expect(writeBibtex([samplePaper({ paper_url: null })])).toContain("url = {https://example.org/a}");
  });

  it("links to arXiv where a paper is there", () => {
    const bibtex = writeBibtex([samplePaper({ arxiv_id: "2401.00001" })]);
    expect(bibtex).toContain("  eprint = {2401.00001},\n  archiveprefix = {arXiv},\n");
    expect(bibtex).toContain("url = {https://arxiv.org/abs/2401.00001}");
  });

  it("keeps braces in pairs and TeX's signs from acting", () => {
    expect(writeBibtex([samplePaper({ title: "50% of {a} & \\b_c #1 $x$" })])).toContain(
      "title = {{50\\% of \\textbraceleft a\\textbraceright  \\& \\textbackslash b\\_c \\#1 \\$x\\$}}",
    );
    for (const title of HOSTILE_TEXTS) {
      const hostile = {
        title,
        venue: title,
        authors: [title, `${title} and}`],
        keywords: [title],
        doi: `10.1000/}${title}`,
      };
      const entry = writeBibtex([samplePaper({ ...hostile, paper_url: "https://example.org/{x}}" })]);
      expect(entry.match(/\{/g)!.length).toBe(entry.match(/\}/g)!.length);
    }
  });
});
