import { describe, expect, it } from "vitest";
import { writeJson } from "../../pipeline/export/write-json.ts";
import { HOSTILE_TEXTS } from "../charts/sample-rows.ts";
import { samplePaper } from "./sample-paper.ts";

describe("writeJson", () => {
  it("gives back every paper as it was", () => {
    const papers = HOSTILE_TEXTS.map((title) => samplePaper({ title, topic: null }));
    expect(JSON.parse(writeJson(papers))).toEqual(papers);
  });

  it("is an empty list without papers", () => {
    expect(writeJson([])).toBe("[]\n");
  });
});
