import { describe, expect, it } from "vitest";
import { linkDays, linkPaper, linkTopic, readAtlasAddress } from "../../pipeline/digest/atlas-link.ts";

describe("readAtlasAddress", () => {
  it.each([
    ["https://my.org/atlas.html", "https://my.org/atlas.html"],
    ["HTTP://My.org", "http://my.org/"],
    ["https://my.org/a?b=c", "https://my.org/a?b=c"],
    ["../atlas.html", "../atlas.html"],
    ["/srv/größe/atlas.html", "/srv/gr%C3%B6%C3%9Fe/atlas.html"],
    ["a%20b.html", "a%20b.html"],
    ["100%.html", "100%25.html"],
  ])("takes an address of the web or a path: %s", (text, address) => {
    expect(readAtlasAddress(text)).toBe(address);
  });

  it.each([
    "",
    "javascript:alert(1)",
    "data:text/html,x",
    "C:/atlas.html",
    "//my.org/atlas.html",
    "https://",
    "https://me:secret@my.org/",
    "https://my.org/#topic=1",
    "a b.html",
    "a\u0000b.html",
    '"><script>',
    "..\\atlas.html",
  ])("refuses %j", (text) => {
    expect(readAtlasAddress(text)).toBeNull();
  });
});

describe("the addresses of topics and papers", () => {
  it("are those that the page writes itself", () => {
    expect(linkDays("atlas.html", "2026-08-15", "2026-08-21")).toBe("atlas.html#dates=2026-08-15..2026-08-21");
    expect(linkTopic("https://my.org/atlas.html", 12)).toBe("https://my.org/atlas.html#topic=12");
    expect(linkPaper("../atlas.html", "0123456789abcdef")).toBe("../atlas.html#paper=0123456789abcdef");
  });
});
