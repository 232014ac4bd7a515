import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { readWorkflow, UNATTENDED } from "./read-workflow.ts";

const SCHEMA = new URL("../data/github-workflow.schema.json", import.meta.url);
const ANALYZE = "/usr/bin/systemd-analyze";

describe("the workflow of the docs", () => {
  it("is one by its schema", async () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(await readFile(SCHEMA, "utf8")),
    );
    validate(await readWorkflow());
    expect(validate.errors).toBeNull();
    validate({ on: "schedule", jobs: { atlas: { steps: [] } } });
    expect(validate.errors).not.toBeNull();
  });

  it("uses actions of GitHub alone, by their full versions", async () => {
    const { jobs } = await readWorkflow();
    const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used.length).toBeGreaterThan(3);
    for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@v\d+\.\d+\.\d+$/);
  });

  it("may write nothing but the page, and only in the job that publishes it", async () => {
    const { permissions, concurrency, jobs } = await readWorkflow();
    expect(permissions).toEqual({});
    expect(concurrency).toEqual({ group: "topic-atlas", "cancel-in-progress": false });
    expect(jobs.atlas!.permissions).toEqual({ contents: "read", actions: "read" });
    expect(jobs.publish!.permissions).toEqual({ pages: "write", "id-token": "write" });
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  it("puts nothing into its commands that comes from outside", async () => {
    const { jobs } = await readWorkflow();
    for (const { steps } of Object.values(jobs)) for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

describe("the units of the docs", () => {
  it.runIf(existsSync(ANALYZE))("are found good by systemd", async () => {
    const runtime = await mkdtemp(join(tmpdir(), "units-"));
    const { stdout, stderr } = await promisify(execFile)(
      ANALYZE,
      ["verify", "--user", "--recursive-errors=no", "--man=no", `${UNATTENDED}topic-atlas.timer`],
      { env: { ...process.env, XDG_RUNTIME_DIR: runtime } },
    ).catch((error: { stdout: string; stderr: string }) => error);
    // What they call is on no machine that tests run on.
    const told = `${stdout}${stderr}`
      .split("\n")
      .filter((line) => line !== "" && !/is not executable: No such file/.test(line));
    expect(told).toEqual([]);
  });

  it("name each other, and hold a run for no fault that found the folder taken", async () => {
    const timer = await readFile(`${UNATTENDED}topic-atlas.timer`, "utf8");
    const service = await readFile(`${UNATTENDED}topic-atlas.service`, "utf8");
    expect(timer).toMatch(/^OnCalendar=\*-\*-\* \d\d:\d\d$/m);
    expect(timer).toMatch(/^Persistent=true$/m);
    expect(timer).toMatch(/^WantedBy=timers\.target$/m);
    expect(service).toMatch(/^Type=oneshot$/m);
    expect(service).toMatch(/^SuccessExitStatus=3$/m);
  });
});
