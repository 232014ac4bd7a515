import { describe, expect, it } from "vitest";
import { parseDigestCommandLine } from "../../pipeline/cli/digest-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import type { DigestSettings } from "../../pipeline/digest/write-digest.ts";
import { UserError } from "../../pipeline/error.ts";

const CHECKOUT = describeProgram("1.2.3", true);
const INSTALLED = describeProgram("1.2.3", false);

function parse(...args: string[]): DigestSettings {
  const request = parseDigestCommandLine(CHECKOUT, args);
  if (request.kind !== "digest") throw new Error(`not a digest: ${request.kind}`);
  return request.settings;
}

describe("parseDigestCommandLine", () => {
  it("asks for the newest day, as a draft, when nothing is given", () => {
    expect(parse()).toEqual({
      output: "output",
      day: null,
      days: 1,
      top: null,
      link: null,
      follow: null,
      search: [],
      to: [],
      subject: null,
      from: "Topic Atlas <topic-atlas@localhost>",
    });
  });

  it("takes every option", () => {
    expect(
      parse(
        "--output",
        "week",
        "--day",
        "2024-02-29",
        "--days",
        "7",
        "--subject",
        "Größe",
        "--to",
        "Ann Ünlü <ann@my.org>, bob@my.org",
        "--to",
        "c@d.org",
        "--from",
        "me@my.org",
        "--top",
        "3",
        "--link",
        "https://my.org/a b.html".replace(" ", "%20"),
        "--follow",
        "topics.txt",
        "--search",
        "kv cache",
        "--search",
        "robots",
      ),
    ).toEqual({
      output: "week",
      day: "2024-02-29",
      days: 7,
      top: 3,
      link: "https://my.org/a%20b.html",
      follow: "topics.txt",
      search: ["kv cache", "robots"],
      subject: "Größe",
      from: "me@my.org",
      to: ['"Ann Ünlü" <ann@my.org>', "bob@my.org", "c@d.org"],
    });
  });

  it.each([
    [["--day", "2025-02-30"], "as YYYY-MM-DD"],
    [["--day", "yesterday"], "as YYYY-MM-DD"],
    [["--day", "2025-8-1"], "as YYYY-MM-DD"],
    [["--days", "0"], "from 1 to 3660"],
    [["--days", "1.5"], "from 1 to 3660"],
    [["--to", "nobody"], "must be an address"],
    [["--to", ""], "must be an address"],
    [["--to", "a@b.org\r\nBcc: x@y.org"], "one line"],
    [["--to", "a@b.org\u2028Bcc: x@y.org"], "one line"],
    [["--to", "a\u0085 <a@b.org>"], "one line"],
    [["--from", "a@b.org, c@d.org"], "one address"],
    [["--subject", "a\nBcc: x@y.org"], "one line"],
    [["--top", "-1"], "from 0 to 1000"],
    [["--top", "1001"], "from 0 to 1000"],
    [["--link", "javascript:alert(1)"], "an address such as"],
    [["--link", "//my.org/atlas.html"], "an address such as"],
    [["--link", "https://my.org/atlas.html#topic=1"], "without a #"],
    [["--link", "https://me:secret@my.org/"], "without a password"],
    [["--link", 'a" onclick="b'], "an address such as"],
    [["--link", ""], "an address such as"],
    [["--follow", ""], "must not be empty"],
    [["--search", "a\nb"], "one line"],
    [["--quiet", "--json"], "only one of them"],
    [["--output", ""], "must not be empty"],
    [["--wek"], "unknown option '--wek'"],
    [["output"], "too many arguments"],
  ])("refuses %j in one message", (args, message) => {
    expect(() => parseDigestCommandLine(CHECKOUT, args)).toThrow(UserError);
    expect(() => parseDigestCommandLine(CHECKOUT, args)).toThrow(message);
  });

  it("prints its help with examples as the user types them", () => {
    const inCheckout = parseDigestCommandLine(CHECKOUT, ["--help"]);
    expect(inCheckout.kind === "print" && inCheckout.text).toContain("npm run digest -- --output week --days 7 ");
    const installed = parseDigestCommandLine(INSTALLED, ["--help"]);
    expect(installed.kind === "print" && installed.text).toContain("topic-atlas digest --output week --days 7 ");
    expect(installed.kind === "print" && installed.text).not.toContain("npm run");
  });
});
