import { describe, expect, it } from "vitest";
import { takeOutUrls } from "../../pipeline/text/urls.ts";

describe("takeOutUrls", () => {
  it.each([
    ["Our code is available at https://github.com/a/b.", "Our code is available."],
    ["Our code is available at the following link, https://github.com/a/b.", "Our code is available."],
    ["Our code is available on~https://github.com/a/b .", "Our code is available."],
    ["Our code will be available here: https://a.org/b", "Our code will be available"],
    ["Our project page is https://a.org/b.", "Our project page is online."],
    ["It can be found at github.com/a/b.", "It can be found online."],
    ["We release the code at https://a.org/b to help others.", "We release the code to help others."],
    ["The set is free at https://a.org/b, empowering all.", "The set is free, empowering all."],
    ["X is released (https://a.org/b) with models.", "X is released with models."],
    ["X is released (code: https://a.org/b).", "X is released (code)."],
    ["It works. Code: https://a.org/b.", "It works."],
    ["It works. Project page: https://a.org/b", "It works."],
    ["It works. https://a.org/b.", "It works."],
    ["It works. <https://a.org/b>", "It works."],
    ["Our codes are public at https://a.org/b and https://a.org/c.", "Our codes are public."],
    ["All our models are at https://a.org/b{this https URL}.", "All our models are online."],
    [String.raw`Our code is available at \url{https://a.org/b}.`, "Our code is available."],
    [String.raw`Our code is available at \href{https://a.org/b}{https://a.org/b}.`, "Our code is available."],
    [String.raw`Our code is available at \href{https://a.org/b}{this link}.`, "Our code is available."],
    [
      String.raw`We use \href{https://a.org/b}{the \textbf{big} model} here.`,
      String.raw`We use the \textbf{big} model here.`,
    ],
  ])("mends the sentence: %s", (raw, text) => {
    expect(takeOutUrls(raw).text).toBe(text);
  });

  it.each([
    ["see https://a.org/b_(c).", ["https://a.org/b_(c)"]],
    ["(see https://a.org/b),", ["https://a.org/b"]],
    ["at github.com/a/B-c_d!", ["https://github.com/a/B-c_d"]],
    ["at www.a.org; at me.github.io.", ["https://www.a.org", "https://me.github.io"]],
    [String.raw`at https://a.org/b\_c/~d`, ["https://a.org/b_c/~d"]],
    ["at https://a.org/b,https://a.org/c", ["https://a.org/b", "https://a.org/c"]],
    ["twice https://a.org/b and again https://a.org/b", ["https://a.org/b"]],
    ["https://en.wikipedia.org/wiki/X?y=1&z=2#top...", ["https://en.wikipedia.org/wiki/X?y=1&z=2#top"]],
  ])("lists each address once, with a scheme, without closing punctuation: %s", (raw, urls) => {
    expect(takeOutUrls(raw).urls).toEqual(urls);
  });

  it.each([
    "lower latency.Codes are here, i.e.layers, Node.js and Booking.com",
    "mail me@a.org/x, H.264/H.265, and/or, 10.5281/zenodo.1, https:// alone",
  ])("takes no other text for an address: %s", (text) => {
    expect(takeOutUrls(text)).toEqual({ text, urls: [] });
  });

  it("loses no address and no other letter of a text full of them", () => {
    const words = Array.from({ length: 500 }, (_, index) => `long word number ${index} (https://a.org/${index})`);
    const { text, urls } = takeOutUrls(words.join(", "));
    expect(urls).toEqual(words.map((_, index) => `https://a.org/${index}`));
    expect(text).toBe(words.map((_, index) => `long word number ${index}`).join(", "));
  });
});
