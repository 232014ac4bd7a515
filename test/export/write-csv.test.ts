import { describe, expect, it } from "vitest";
import { writeCsv, writeMappedCsv } from "../../pipeline/export/write-csv.ts";
import { sampleMappedPaper } from "./sample-mapped-paper.ts";
import { samplePaper } from "./sample-paper.ts";

describe("writeCsv", () => {
  it("has a line of names and a line a paper, lists in one cell", () => {
    expect(writeCsv([samplePaper({ topic: null })])).toBe(
      [
        "paper_id,title,abstract,topic,probability,role,arxiv_id,urls,sources,listed,authors,published,venue,categories,keywords,doi,paper_url,code_url,project_url,language,author_comment",
        '0a1b,On birds,They fly.,,0.75,core,,https://example.org/a,"feed/one.txt; feed/two.txt","2024-10-04; 2024-10-06","Ada Owen; Cy Elk",2023-11-24,Journal of Birds,"cs.CL; cs.LG","owls; wings",10.1000/a_b,https://example.org/paper,https://example.org/code,,en,',
        "",
      ].join("\r\n"),
    );
  });

  it.each([
    ['say "a", b\nc', '"say ""a"", b\nc"'],
    ["=1+1", '"\'=1+1"'],
    ["+2", '"\'+2"'],
    ["-3", '"\'-3"'],
    ["@sum", '"\'@sum"'],
    ["  =1", '"\'  =1"'],
    ["\t=1", '"\'\t=1"'],
    ["\r@x", '"\'\r@x"'],
    ["x;=HYPERLINK(A1)", '"x;=HYPERLINK(A1)"'],
    ["x|=1", '"x|=1"'],
    ["x\t=1", '"x\t=1"'],
    ["\u200b=1", '"\'\u200b=1"'],
    ["\uff1d1", '"\'\uff1d1"'],
    ["plain: 1", "plain: 1"],
  ])("quotes %j where it must, and leaves no cell that a spreadsheet takes for a formula", (title, cell) => {
    const hostile = writeCsv([samplePaper({ listed: [], authors: [title, "B"], venue: title, published: null })]);
    const joined = `${title}; B`.replaceAll('"', '""');
    expect(hostile).toContain(`,"${cell.startsWith("\"'") ? "'" : ""}${joined}",,${cell},`);
    const [, ...lines] = writeCsv([samplePaper({ title, abstract: "", topic: "T" })]).split("\r\n");
    expect(lines.join("\r\n").slice("0a1b,".length).startsWith(`${cell},,T,`)).toBe(true);
  });
});

describe("writeMappedCsv", () => {
  it("has the id of the topic and the place on the map behind the rest", () => {
    const [names, paper, lost] = writeMappedCsv([
      sampleMappedPaper(),
      sampleMappedPaper({ topic_id: null, x: null, y: null }),
    ]).split("\r\n");
    expect(names).toMatch(/,author_comment,topic_id,x,y$/);
    expect(paper).toMatch(/,en,,3,1.5,-2$/);
    expect(lost).toMatch(/,en,,,,$/);
  });
});
