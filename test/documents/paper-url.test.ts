import { describe, expect, it } from "vitest";
import { choosePaperUrl } from "../../pipeline/documents/paper-url.ts";

describe("choosePaperUrl", () => {
  it("prefers arXiv, then the first address of the web, and takes no other", () => {
    expect(choosePaperUrl(["https://a.org"], "2507.1")).toBe("https://arxiv.org/abs/2507.1");
    expect(choosePaperUrl(["ftp://a.org", "https://", "HTTP://B.org/x y"], null)).toBe("http://b.org/x%20y");
    expect(choosePaperUrl(["javascript:alert(1)//https://a.org"], null)).toBeNull();
  });
});
