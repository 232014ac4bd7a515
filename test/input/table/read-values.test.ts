import { describe, expect, it } from "vitest";
import {
  readClasses,
  readCount,
  readNames,
  readNumbers,
  readTerms,
  readText,
} from "../../../pipeline/input/table/read-values.ts";

describe("readNames", () => {
  it.each<[unknown, string[] | null]>([
    ["Müller, Jörg; Šmíd, Eva", ["Jörg Müller", "Eva Šmíd"]],
    ["Smith J., Doe A.B.", ["Smith J.", "Doe A.B."]],
    ["Doe, J., Smith, A. B.", ["J. Doe", "A. B. Smith"]],
    ["Jane Doe, John Smith", ["Jane Doe", "John Smith"]],
    ["Doe, Jane", ["Jane Doe"]],
    ["van der Berg, Jan", ["Jan van der Berg"]],
    ["Jane Doe and John Smith", ["Jane Doe", "John Smith"]],
    ["Jane Doe, Ann Lee, and John Smith", ["Jane Doe", "Ann Lee", "John Smith"]],
    ["Jörg Müller und Eva Šmíd", ["Jörg Müller", "Eva Šmíd"]],
    ["Alexander Anderson", ["Alexander Anderson"]],
    ['["A B", "C D"]', ["A B", "C D"]],
    ["['A B', \"O'Neil\"]", ["A B", "O'Neil"]],
    [
      [{ name: "A" }, { given: "B", family: "C" }, { author: { display_name: "D" } }, "E", null, 5],
      ["A", "B C", "D", "E", "5"],
    ],
    [[{ firstName: "Ada", lastName: "L" }, { id: "x" }], ["Ada L"]],
    ["", null],
    [" ; ", null],
    [null, null],
  ])("parts %j", (value, names) => {
    expect(readNames(value)).toEqual(names);
  });
});

describe("other values", () => {
  it("are lists of terms, parted by what they have", () => {
    expect(readTerms("a, b; c")).toEqual(["a, b", "c"]);
    expect(readTerms("a, b")).toEqual(["a", "b"]);
    expect(readTerms("cyst (diagnosis, surgery), human")).toEqual(["cyst (diagnosis, surgery)", "human"]);
    expect(readTerms(["a", { term: "b" }])).toEqual(["a", "b"]);
    expect(readClasses("cs.CL stat.ML")).toEqual(["cs.CL", "stat.ML"]);
    expect(readClasses("machine learning, vision")).toEqual(["machine learning", "vision"]);
  });

  it("are counts, or nothing", () => {
    expect(["12", 12, "1,234", "12.0", "1.5", -1, "many", null].map(readCount)).toEqual([
      12,
      12,
      1234,
      12,
      null,
      null,
      null,
      null,
    ]);
  });

  it("are texts, or what exports write for nothing", () => {
    expect(["x", " ", "N/A", "[No abstract available]", "-", 5, true, "null"].map(readText)).toEqual([
      "x",
      null,
      null,
      null,
      null,
      "5",
      null,
      null,
    ]);
  });

  it("are lists of numbers, as JSON or as numpy writes them", () => {
    const lists = [
      [1, 2.5],
      "[1, 2.5]",
      "[1.  2.5\n -3e-2]",
      Float32Array.of(1, 2),
      "[1, x]",
      "1, 2",
      [],
      [1, null],
      ["1"],
      "[]",
    ];
    expect(lists.map(readNumbers)).toEqual([
      [1, 2.5],
      [1, 2.5],
      [1, 2.5, -0.03],
      [1, 2],
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
