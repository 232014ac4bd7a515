import { describe, expect, it } from "vitest";
import { FORMATS, findFormat, KNOWN_FORMATS } from "../../../pipeline/input/formats/formats.ts";
import { holdContent } from "./read-content.ts";

describe("the formats", () => {
  it("have names of their own and are all described in messages", () => {
    expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
    for (const { description } of FORMATS) expect(KNOWN_FORMATS).toContain(description);
  });

  it.each([
    ["page.txt", "Get trending papers in your email inbox!\n", "daily-page"],
    ["page.jsonl", "Get trending papers in your email inbox!\n", "daily-page"],
    ["papers.jsonl", "", "json-lines"],
    ["notes.txt", "Some notes", undefined],
    ["picture.png", new Uint8Array([0x89, 0x50, 0xff, 0]), undefined],
  ])("are told apart by name and first bytes: %s", async (name, content, format) => {
    expect((await findFormat(holdContent(name, content)))?.name).toBe(format);
  });
});
