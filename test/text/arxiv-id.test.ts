import { describe, expect, it } from "vitest";
import { findArxivId, readArxivId } from "../../pipeline/text/arxiv-id.ts";

describe("readArxivId", () => {
  it.each([
    ["2401.01234", "2401.01234"],
    [" arXiv:2401.01234v12 ", "2401.01234"],
    ["https://arxiv.org/abs/2401.01234v2", "2401.01234"],
    ["http://www.arxiv.org/pdf/0704.0001.pdf", "0704.0001"],
    ["arxiv.org/abs/cs/0101001?context=cs", "cs/0101001"],
    ["math.GT/0309136v1", "math.GT/0309136"],
    ["2401.012345", null],
    ["d00001", null],
    ["https://example.org/abs/2401.01234", null],
    ["", null],
  ])("reads %s as %s", (text, identifier) => {
    expect(readArxivId(text)).toBe(identifier);
  });
});

describe("findArxivId", () => {
  it("takes the one paper that addresses lead to, and none of several", () => {
    const first = "https://arxiv.org/abs/2401.01234v1";
    expect(findArxivId(["https://github.com/a/b", first, "https://arxiv.org/pdf/2401.01234"])).toBe("2401.01234");
    expect(findArxivId([first, "https://arxiv.org/abs/2401.99999"])).toBeNull();
    expect(findArxivId(["https://github.com/a/2401.01234"])).toBeNull();
    expect(findArxivId([])).toBeNull();
  });
});
