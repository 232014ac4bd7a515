import { describe, expect, it } from "vitest";
import { isDoi, listLinks } from "../../../pipeline/atlas/client/panels/paper-links.ts";
import { HOSTILE_TEXTS } from "../../charts/sample-rows.ts";

const NONE = { doi: "", paperUrl: "", codeUrl: "", projectUrl: "" };

describe("listLinks", () => {
  it("names identifiers, paper, code and project, and writes an address of the abstract once", () => {
    const papers = { arxivId: ["2401.00001"], urls: [["https://git.example/a/b", "https://example.org/more"]] };
    const details = {
      doi: "10.1000/a<b>#1",
      paperUrl: "https://journal.example/1",
      codeUrl: "https://git.example/a/b",
      projectUrl: "http://lab.example",
    };
    expect(listLinks(papers, 0, details)).toEqual([
      { address: "https://arxiv.org/abs/2401.00001", name: "arXiv 2401.00001" },
      { address: "https://doi.org/10.1000/a%3Cb%3E%231", name: "DOI 10.1000/a<b>#1" },
      { address: "https://journal.example/1", name: "Paper (journal.example)" },
      { address: "https://git.example/a/b", name: "Code (git.example)" },
      { address: "http://lab.example/", name: "Project (lab.example)" },
      { address: "https://example.org/more", name: "example.org/more" },
    ]);
  });

  it("leads to the web alone", () => {
    const papers = { arxivId: [""], urls: [[]] };
    for (const address of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", ...HOSTILE_TEXTS]) {
      const details = { doi: address, paperUrl: address, codeUrl: address, projectUrl: address };
      expect(listLinks(papers, 0, details)).toEqual([]);
    }
    expect(listLinks(papers, 0, NONE)).toEqual([]);
    expect(listLinks(papers, 0)).toEqual([]);
  });
});

describe("isDoi", () => {
  it.each([
    ["10.1038/s41586-020-2649-2", true],
    ["10.1000.10/x", true],
    ["10.1/x", false],
    ["10.1000/", false],
    ["10.1000/a b", false],
    ["//evil.example/10.1000/x", false],
  ])("of %j is %j", (text, expected) => {
    expect(isDoi(text)).toBe(expected);
  });
});
