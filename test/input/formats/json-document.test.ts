import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../pipeline/error.ts";
import { findFormat } from "../../../pipeline/input/formats/formats.ts";
import { jsonDocument } from "../../../pipeline/input/formats/json-document.ts";
import { holdContent, readContent, readTableFixture } from "./read-content.ts";

async function read(content: string | Uint8Array) {
  const found = await readContent(jsonDocument, "a.json", content);
  return {
    titles: found.records.map(({ line, title }) => `${line}: ${title}`),
    rejections: found.rejected.map(({ line, reason }) => `${line}: ${reason}`),
    records: found.records,
  };
}

const paper = (title: string, rest = "") => `{"title": "${title}", "abstract": "A"${rest}}`;

describe("a JSON document", () => {
  it("may have its list two objects deep", async () => {
    const { records, rejections } = await read(await readTableFixture("nested-list.json"));
    expect(records).toEqual([
      {
        line: 8,
        title: "Graph kernels, revisited",
        abstract: "We study how graph kernels compare molecules, and where they fail.",
        authors: ["Jörg Müller", "Eva Šmíd"],
        published: "2023-05",
        venue: "Journal of Graphs",
        doi: "10.1000/jg.2023.17",
        paper_url: "https://example.org/jg/17",
      },
    ]);
    expect(rejections).toEqual(["27: abstract: is missing"]);
  });

  it.each([
    ["a list", `[\n${paper("A")},\n\n${paper("B")}]`, ["2: A", "4: B"]],
    ["a list on one line", `[${paper("A")}, ${paper("B")}]`, ["1: A", "1: B"]],
    ["an object with a list", `{"total": 2,\n"papers": [${paper("A")}]}`, ["2: A"]],
    ["a list of a known name behind another", `{"facets": [{"a": 1}],\n"items": [${paper("A")}]}`, ["2: A"]],
    ["one record with lists of objects", `{"authors": [{"name": "N"}],\n"title": "A", "abstract": "B"}`, ["1: A"]],
    [
      "records one after the other",
      `{\n"title": "A", "abstract": "B"}\n{\n"title": "C", "abstract": "D"}`,
      ["1: A", "3: C"],
    ],
    ["several documents", `{"results":\n[${paper("A")}]}\n{"results":\n[${paper("B")}]}`, ["2: A", "4: B"]],
    ["texts with brackets and quotes", `[${paper('A ]}\\" [{ \\\\')},\n${paper("B")}]`, ['1: A ]}" [{ \\', "2: B"]],
  ])("may be %s", async (_, text, titles) => {
    expect((await findFormat(holdContent("a.txt", text)))?.name).toBe("json");
    expect(await read(text)).toMatchObject({ titles, rejections: [] });
  });

  it("is no document of records without objects, or when it holds other things", async () => {
    for (const text of ["[1, 2]", '{"name": "x", "version": "1"}', '{"a": [1], "b": [[{}]]}', "{'a': 1}", "[]"])
      expect(await findFormat(holdContent("a.json", text)), text).toBeNull();
  });

  it("rejects what is no object, and goes on", async () => {
    const { titles, rejections } = await read(
      `[${paper("A")},\n"text", 5,\n[1],\n{'title': 'x'},\n${paper("B")},\nnull]`,
    );
    expect(titles).toEqual(["1: A", "5: B"]);
    expect(rejections).toEqual([
      '2: a text, not a JSON object: "text"',
      "2: not a JSON object: 5",
      "3: not a JSON object: [1]",
      expect.stringMatching(/^4: not JSON: "\{'title': 'x'\}": /),
      "6: not a JSON object: null",
    ]);
  });

  it("that is cut off gives what stands before the cut", async () => {
    expect(await read(`[${paper("A")},\n{"title": "B", "abs`)).toMatchObject({
      titles: ["1: A"],
      rejections: ["2: cut off: the file ends before its brackets close"],
    });
    expect(await read(`{"data": [${paper("A")}`)).toMatchObject({
      titles: ["1: A"],
      rejections: ["1: cut off: the file ends before its brackets close"],
    });
  });

  it("nested ever so deep costs a record, or is refused", async () => {
    const deep = "[".repeat(100_000);
    const { titles, rejections } = await read(
      `[{"x": ${deep}${"]".repeat(100_000)}, "title": "A"},\n${paper("B")},\n${deep}`,
    );
    expect([titles, rejections.map((reason) => reason.slice(0, 20))]).toEqual([
      ["2: B"],
      ["1: abstract: is miss", "3: cut off: the file"],
    ]);
    const refused = read(`{"data": [${paper("A")}], "x": ${deep}`);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(
      "a.json:1: cannot be read as JSON: more than 1000 brackets are open outside of",
    );
  });

  it("may give a title as a list of one", async () => {
    const { titles, rejections } = await read(
      '[{"title": ["A"], "abstract": "B"},\n{"title": ["A", "B"], "abstract": "B"}]',
    );
    expect(titles).toEqual(["1: A"]);
    expect(rejections).toEqual(['2: title: ["A","B"]: must be a text']);
  });

  it("with a bracket too many in its list loses no record", async () => {
    expect(await read(`[${paper("A")}},\n${paper("B")}]`)).toMatchObject({
      titles: ["1: A", "2: B"],
      rejections: ["1: not a JSON object: }"],
    });
  });

  it("with two keys that could be the title rejects the record and says so", async () => {
    const { titles, rejections } = await read(`[${paper("A")}, ${paper("B", ', "Title": "C"')}]`);
    expect(titles).toEqual(["1: A"]);
    expect(rejections).toEqual(["1: title: could be title or Title: say which with --title-field"]);
  });

  it("gives every object of a list as it is written, with its line, however it is laid out", async () => {
    const value = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1 }), fc.constantFrom(0, 1, 2), async (values, indent) => {
        const objects = values.map((other, index) => ({ title: `T${index}`, abstract: "A", other }));
        const text = JSON.stringify({ n: { m: {} }, data: objects, end: 1 }, null, indent);
        const { records, titles } = await read(text);
        const lines = text.split("\n");
        expect(records).toHaveLength(objects.length);
        for (const [index, { extra = {} }] of records.entries())
          expect(extra.other ?? "").toEqual(JSON.parse(JSON.stringify(objects[index]!.other)) ?? "");
        if (indent > 0)
          for (const [index, title] of titles.entries())
            expect(lines[Number(title.split(":")[0])]).toContain(`"title": "T${index}"`);
      }),
    );
  });
});
