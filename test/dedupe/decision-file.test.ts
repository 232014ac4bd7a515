import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { DECISION_FILE, hashDecisions, keepDecision, readDecisions } from "../../pipeline/dedupe/decision-file.ts";
import { UserError } from "../../pipeline/error.ts";

const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(16)) as [string, string, string];

describe("the file of decisions", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlas-"));
  });

  it("is empty where there is none, keeps decisions in order, and the last on each pair", async () => {
    expect(await readDecisions(folder)).toEqual([]);
    const before = await hashDecisions(folder);
    await keepDecision(folder, { text_a: A, text_b: B, verdict: "never" });
    await keepDecision(folder, { text_a: A, text_b: C, verdict: "always" });
    await keepDecision(folder, { text_a: B, text_b: A, verdict: "always" });
    expect(await readDecisions(folder)).toEqual([
      { text_a: A, text_b: C, verdict: "always" },
      { text_a: B, text_b: A, verdict: "always" },
    ]);
    expect(await hashDecisions(folder)).not.toBe(before);
    expect(await readdir(folder)).toEqual([DECISION_FILE]);
  });

  it.each([
    ["no JSON", "{", "is no JSON"],
    ["no list", "{}", "expected array"],
    ["another id", `[{"text_a":"x","text_b":"${B}","verdict":"never"}]`, "0.text_a: must be 16 hexadecimal digits"],
    ["another verdict", `[{"text_a":"${A}","text_b":"${B}","verdict":"maybe"}]`, "0.verdict"],
  ])("is refused where it holds %s, with its place", async (_, text, message) => {
    await writeFile(join(folder, DECISION_FILE), text);
    const failure = await readDecisions(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).toContain(join(folder, DECISION_FILE));
  });
});
