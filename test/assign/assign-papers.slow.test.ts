import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { assignPapers } from "../../pipeline/assign/assign-papers.ts";
import { askAtlas } from "../../pipeline/database/ask-atlas.ts";
import type { EmbedderSource } from "../../pipeline/embedding/embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashFile } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeSmallAtlas } from "../small-atlas.ts";
import { THEME_NAMES, writeThemedPapers } from "../themed-papers.ts";

let folder: string;
let input: string;
let output: string;
const FAKE = sourceOf(createFakeEmbedder());

const assign = (paths: string[], { limit = 1000, embedding = FAKE as EmbedderSource, fields = {} } = {}) =>
  askAtlas(output, (database) => assignPapers(database, paths, fields, limit, { embedding, log: silentLog }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  ({ input, output } = await writeSmallAtlas(folder));
});

describe("assignPapers", () => {
  it("puts new papers where their theme is, surely, and changes nothing", async () => {
    const before = await hashFile(join(output, "atlas.duckdb"));
    const file = join(folder, "new.jsonl");
    const themeOf = await writeThemedPapers(file, 3, 2);
    const known = await assign([input]);
    const topicOf = new Map(known.assignments.map(({ title, topic_id }) => [title.split(" ")[0]!, topic_id]));
    expect(new Set(topicOf.values()).size).toBe(THEME_NAMES.length);
    const { assignments, accuracy, papers } = await assign([file]);
    expect([papers, accuracy]).toEqual([12, 1]);
    for (const assignment of assignments) {
      expect(assignment.status).toBe("new");
      expect(assignment.topic_id, assignment.title).toBe(topicOf.get(themeOf.get(assignment.title)!));
      expect(assignment.second_topic_id).not.toBe(assignment.topic_id);
      expect(assignment.probability).toBeGreaterThan(0.9);
      expect(assignment.nearest_title!.split(" ")[0]).toBe(assignment.title.split(" ")[0]);
    }
    expect(await hashFile(join(output, "atlas.duckdb"))).toBe(before);
  });

  it("says of a paper that is there already where it is, and gives another as the nearest", async () => {
    const { assignments } = await assign([input]);
    expect(assignments).toHaveLength(48);
    for (const { status, paper_id, topic, probability, nearest_paper_id } of assignments) {
      expect([status, probability]).toEqual(["known", null]);
      expect(paper_id).toMatch(/^[0-9a-f]{16}$/);
      expect(topic).not.toBeNull();
      expect(nearest_paper_id).not.toBe(paper_id);
    }
  });

  it("tells a paper that is far from everything, and gives the same answer whatever else is in the file", async () => {
    const far = {
      title: "Glaciers",
      abstract: "Meltwater carves moraines while permafrost thaws beneath alpine meadows.",
    };
    const [first] = (await readFile(join(folder, "new.jsonl"), "utf8")).split("\n");
    await writeFile(join(folder, "far.jsonl"), `${JSON.stringify(far)}\n`);
    await writeFile(join(folder, "both.jsonl"), `${first}\n${JSON.stringify(far)}\n`);
    const [alone] = (await assign([join(folder, "far.jsonl")])).assignments;
    const [near, beside] = (await assign([join(folder, "both.jsonl")])).assignments;
    expect(alone!.status).toBe("far");
    expect({ ...beside, source: "", line: 0 }).toEqual({ ...alone, source: "", line: 0 });
    expect(near!.status).toBe("new");
  });

  it("looks at no more papers than it may show, each text once, and tells of records that cannot be used", async () => {
    const lines = (await readFile(join(folder, "new.jsonl"), "utf8")).trim().split("\n");
    await writeFile(join(folder, "mixed.jsonl"), [...lines, lines[0], '{"title": "No abstract"}', ""].join("\n"));
    const { assignments, papers, remarks } = await assign([join(folder, "mixed.jsonl")], { limit: 2 });
    expect([assignments.length, papers]).toEqual([2, 12]);
    expect(remarks).toEqual([expect.stringMatching(/mixed\.jsonl:14: .*; record left out$/)]);
  });

  it("refuses a model that is not here or has other files, and fetches none", async () => {
    const other = createFakeEmbedder();
    const open = () => Promise.reject(new Error("opened"));
    const describe = (modelSha256: string | null) => async () => ({
      ...(await FAKE.describe({} as never)),
      modelSha256,
    });
    for (const [sha256, message] of [
      [null, /not on this machine, and is not fetched/],
      ["others", /has other files than the model of the run: SHA-256 others where it has fake/],
    ] as const) {
      const asked = assign([join(folder, "new.jsonl")], {
        embedding: { ...sourceOf(other), describe: describe(sha256), open },
      });
      await expect(asked).rejects.toBeInstanceOf(UserError);
      await expect(asked).rejects.toThrow(message);
    }
  });

  it("refuses files without papers, and those that are not there", async () => {
    await writeFile(join(folder, "noise.bin"), Buffer.from([0, 1, 2, 3]));
    for (const path of ["noise.bin", "missing.jsonl"])
      await expect(assign([join(folder, path)]), path).rejects.toBeInstanceOf(UserError);
  });

  it("takes the vectors of the file where the run took those of its input", async () => {
    const lines = (await readFile(input, "utf8")).trim().split("\n");
    const papers = lines.map((line) => JSON.parse(line) as { title: string; abstract: string });
    const { vectors } = await createFakeEmbedder().embed(papers.map(({ title, abstract }) => `${title} ${abstract}`));
    const rows = papers.map((paper, row) => ({ ...paper, v: [...vectors.subarray(row * 32, (row + 1) * 32)] }));
    const home = await mkdtemp(join(folder, "own-"));
    await cp(input, join(home, "papers.jsonl"));
    const file = join(home, "vectors.json");
    await writeFile(file, JSON.stringify(rows.slice(0, 40)));
    const { repeatRun } = await import("../small-atlas.ts");
    await repeatRun(file, join(home, "output"), { fields: { vectors: "v" } });
    const fail = () => Promise.reject(new Error("no model here"));
    await writeFile(join(home, "more.json"), JSON.stringify(rows.slice(40)));
    const { assignments } = await askAtlas(join(home, "output"), (database) =>
      assignPapers(database, [join(home, "more.json")], {}, 10, {
        embedding: { describe: fail, open: fail },
        log: silentLog,
      }),
    );
    expect(assignments.map(({ nearest_title }) => nearest_title!.split(" ")[0])).toEqual(Array(8).fill("robots"));
  });
});
