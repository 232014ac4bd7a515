import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseRayAddress, readRayHeaders } from "../../../pipeline/engine/ray/ray-credentials.ts";

const home = mkdtempSync(join(tmpdir(), "atlas-ray-home-"));
mkdirSync(join(home, ".ray"));
writeFileSync(join(home, ".ray/auth_token"), "from-home\n");
afterAll(() => rmSync(home, { recursive: true }));

describe("the headers by which Ray knows who asks", () => {
  it.each<[Record<string, string>, object]>([
    [{}, {}],
    [{ RAY_AUTH_TOKEN: "abc" }, { Authorization: "Bearer abc" }],
    [{ RAY_AUTH_TOKEN_PATH: join(home, ".ray/auth_token") }, { Authorization: "Bearer from-home" }],
    [{ RAY_AUTH_MODE: "token" }, { Authorization: "Bearer from-home" }],
    [{ RAY_JOB_HEADERS: '{"X-Team": "papers"}' }, { "X-Team": "papers" }],
  ])("come from Ray's own variables: %j", (env, headers) => {
    expect(readRayHeaders({ HOME: home, ...env })).toEqual(headers);
  });

  it("are refused by the name of the variable, not by its value", () => {
    const refuse = (env: Record<string, string>) => () => readRayHeaders({ HOME: home, ...env });
    expect(refuse({ RAY_JOB_HEADERS: "secret" })).toThrow(/^RAY_JOB_HEADERS: must be JSON, such as/);
    expect(refuse({ RAY_AUTH_TOKEN_PATH: "/secret" })).toThrow(/^RAY_AUTH_TOKEN_PATH: the file cannot be read$/);
  });
});

describe("the address of Ray", () => {
  it("is that of its dashboard, with or without a path", () => {
    expect(parseRayAddress("http://127.0.0.1:8265")).toBe("http://127.0.0.1:8265");
    expect(parseRayAddress("https://ray.example.org/team/")).toBe("https://ray.example.org/team");
  });

  it.each(["127.0.0.1:8265", "ray://host:10001", "nothing", ""])("is refused: %s", (address) => {
    expect(() => parseRayAddress(address)).toThrow("must be the address of Ray's dashboard");
  });

  it("holds no password, and a message does not tell it", () => {
    expect(() => parseRayAddress("http://ann:secret@host:8265")).toThrow(/^--ray-address: must hold no password/);
  });
});
