import { describe, expect, it } from "vitest";
import { buildSearchIndex, type SearchText } from "../../pipeline/search/search-index.ts";

const none = () => Promise.resolve();
const text = (title: string, abstract = "", label = "", authors = ""): SearchText => ({
  title,
  abstract,
  label,
  authors,
});

describe("buildSearchIndex", () => {
  it("ranks a title over an abstract, and a short text over a long one", async () => {
    const index = await buildSearchIndex(
      [text("On birds", "owls and more owls"), text("Owls"), text("Trees", `an owls sentence ${"word ".repeat(80)}`)],
      none,
    );
    expect([...index.find("owls")]).toEqual([1, 0, 2]);
  });

  it("finds words by their beginning, the whole word first, and asks for every word", async () => {
    const index = await buildSearchIndex([text("transformers train"), text("transform"), text("trees")], none);
    expect([...index.find("transform")]).toEqual([1, 0]);
    expect([...index.find("transform tr")]).toEqual([1, 0]);
    expect([...index.find("transform trai")]).toEqual([0]);
    expect([...index.find("tree transform")]).toEqual([]);
  });

  it("ranks the same word equally by place, and finds papers by the label of their topic", async () => {
    const index = await buildSearchIndex([text("b", "", "Graph nets"), text("b", "", "Graph nets")], none);
    expect([...index.find("GRAPH")]).toEqual([0, 1]);
  });

  it("finds papers by their authors, after those that have the name in the title", async () => {
    const index = await buildSearchIndex([text("b", "", "", "Ada Owen\nCy Élan"), text("Owen's law"), text("c")], none);
    expect([...index.find("owen")]).toEqual([1, 0]);
    expect([...index.find("elan ada")]).toEqual([0]);
  });

  it("takes singular and plural for one word, whichever stands where", async () => {
    const index = await buildSearchIndex([text("graph"), text("graphs"), text("graphite"), text("tree")], none);
    expect([...index.find("graphs")]).toEqual([0, 1]);
    expect([...index.find("graph")]).toEqual([0, 1, 2]);
    expect(index.listForms("graphs")).toEqual(["graph", "graphs"]);
    expect(index.listForms("constructor")).toEqual([]);
  });

  it("scores texts that hold any of the words, by hand: BM25 with k1 1.2 and b .75", async () => {
    const index = await buildSearchIndex([text("", "owl"), text("", "owls owl tree"), text("", "bush shrub")], none);
    const scores = index.score(["owl", "owls", "tree", "whale"]);
    // Mean length 2. Two of three texts hold owl: ln(1 + 1.5 / 2.5); one holds tree: ln(1 + 2.5 / 1.5).
    const [owl, tree] = [Math.log(1.6), Math.log(1 + 2.5 / 1.5)];
    const share = (count: number, length: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 2));
    expect(scores[0]).toBeCloseTo(owl * share(1, 1), 12);
    expect(scores[1]).toBeCloseTo(owl * share(2, 3) + tree * share(1, 3), 12);
    expect(scores[2]).toBe(0);
    expect([...index.score([])]).toEqual([0, 0, 0]);
  });

  it("scores the same for the same words, whatever was asked before", async () => {
    const index = await buildSearchIndex([text("owl tree"), text("tree", "owl owl")], none);
    const before = [...index.score(["owl"])];
    index.find("tr");
    index.score(["tree", "owl"]);
    expect([...index.score(["owl"])]).toEqual(before);
  });

  it("finds nothing for signs alone, and takes no word for a pattern", async () => {
    const index = await buildSearchIndex([text("c++ (a|b) <script> toString")], none);
    for (const query of ["", "  ", "(", ".*", "\\"]) expect([...index.find(query)]).toEqual([]);
    for (const query of ["<script>", "toString", "c++"]) expect([...index.find(query)]).toEqual([0]);
    expect([...index.find("constructor")]).toEqual([]);
  });
});
