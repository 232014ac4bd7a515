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

  it("finds nothing for signs alone, and takes no word for a pattern", async () => {
    const index = await buildSearchIndex([text("c++ (a|b) <script> toString")], none);
    for (const query of ["", "  ", "(", ".*", "\\"]) expect([...index.find(query)]).toEqual([]);
    for (const query of ["<script>", "toString", "c++"]) expect([...index.find(query)]).toEqual([0]);
    expect([...index.find("constructor")]).toEqual([]);
  });
});
