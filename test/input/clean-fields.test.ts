import { describe, expect, it } from "vitest";
import { cleanFields } from "../../pipeline/input/clean-fields.ts";

describe("cleanFields", () => {
  it("keeps texts without invisible characters, and lists in order, once each", () => {
    expect(
      cleanFields({
        venue: " Nature\u202e\n Physics ",
        authors: ["Ada\u0007 L.", " ", "Bo", "Ada L."],
        keywords: [""],
      }),
    ).toMatchObject({ venue: "Nature Physics", authors: ["Ada L.", "Bo"], keywords: null });
  });

  it("keeps addresses of the web alone", () => {
    expect(
      cleanFields({
        paper_url: " https://a.org/x y",
        code_url: "javascript:alert(1)",
        project_url: "file:///etc/passwd",
      }),
    ).toMatchObject({ paper_url: "https://a.org/x%20y", code_url: null, project_url: null });
  });

  it("brings identifiers and dates into one form, and drops what is none", () => {
    expect(
      cleanFields({
        doi: "https://doi.org/10.1000/ABC",
        arxiv_id: "http://arxiv.org/abs/2401.01234v2",
        published: "May 2024",
        language: "eng",
      }),
    ).toMatchObject({ doi: "10.1000/abc", arxiv_id: "2401.01234", published: "2024-05", language: "en" });
    expect(cleanFields({ doi: "none", arxiv_id: "x", published: "soon" })).toMatchObject({
      doi: null,
      arxiv_id: null,
      published: null,
    });
  });

  it.each([2 ** 31, -1, 0.5, Number.NaN])("drops the count %d", (count) => {
    expect(cleanFields({ comments: count }).comments).toBeNull();
  });
});
