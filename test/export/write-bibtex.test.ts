import { describe, expect, it } from "vitest";
import { writeBibtex } from "../../pipeline/export/write-bibtex.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { samplePaper } from "./sample-paper.ts";

describe("writeBibtex", () => {
  it("writes an entry a paper, and leaves out what is not known", () => {
    const unknown = samplePaper({ paper_id: "2", topic: null, urls: [], listed: [], abstract: "" });
    expect(writeBibtex([samplePaper(), unknown])).toBe(
      [
        "@misc{paper-0a1b,",
        "  title = {{On birds}},",
        "  year = {2024},",
        "  url = {https://example.org/a},",
        "  keywords = {Flight},",
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
      const entry = writeBibtex([samplePaper({ title, urls: ["https://example.org/{x}"] })]);
      expect(entry.match(/\{/g)!.length).toBe(entry.match(/\}/g)!.length);
    }
  });
});
