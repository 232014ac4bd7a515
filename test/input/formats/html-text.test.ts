import { describe, expect, it } from "vitest";
import { dropMarkup, readHtmlText, readParagraphs } from "../../../pipeline/input/formats/html-text.ts";

describe("HTML as plain text", () => {
  it("has a paragraph for each block, and nothing of scripts and comments", () => {
    const html =
      "<p>One <b>two</b><br>three</p><script>x</script><style>y</style><!-- z --><ul><li>four</ul>&eacute;&nbsp;5";
    expect(readParagraphs(html)).toEqual(["One two", "three", "four", "é 5"]);
  });

  it("of a text without tags is the text, whatever its signs", () => {
    expect(dropMarkup("p < 0.05, x<y and a>b, A&B")).toBe("p < 0.05, x<y and a>b, A&B");
    expect(dropMarkup("<jats:p>a &lt; b<jats:sup>2</jats:sup></jats:p>")).toBe("a < b2");
    expect(dropMarkup("<p>Abstract</p><p>A</p><p>B</p>")).toBe("A\nB");
  });

  it("ends where elements nest deeper than anyone writes", () => {
    expect(readHtmlText(`a ${"<i>".repeat(900)}b${"</i>".repeat(900)} c`)).toBe("a b c");
    const hostile = `a ${"<i>".repeat(400_000)}${"</b>".repeat(400_000)} c`;
    expect(readHtmlText(hostile)).toBe("a");
  });
});
