import { describe, expect, it } from "vitest";
import { findRefused, readDependencies } from "../../scripts/licences.ts";

function readLock(packages: Record<string, object>) {
  return readDependencies(JSON.stringify({ packages: { "": { name: "us" }, ...packages } }));
}

describe("the dependencies of a lockfile", () => {
  it("are listed with version and licence, those for development apart, other platforms' and nested ones too", () => {
    expect(
      readLock({
        "node_modules/b": { version: "2.0.0", license: "MIT", dev: true },
        "node_modules/b/node_modules/@of/a": { version: "1.0.0", optional: true },
      }),
    ).toEqual([
      { name: "@of/a", version: "1.0.0", licence: "unknown", use: "runtime" },
      { name: "b", version: "2.0.0", licence: "MIT", use: "development" },
    ]);
  });
});

describe("a licence", () => {
  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0-only)", true],
    ["MIT AND OFL-1.1", true],
    ["MIT AND GPL-3.0-only", false],
    ["MIT AND GPL-3.0-only OR AGPL-3.0-only", false],
    ["LGPL-3.0-or-later", false],
    ["SEE LICENSE IN LICENSE", false],
    [undefined, false],
  ])("%s is allowed: %s", (license, isAllowed) => {
    expect(findRefused(readLock({ "node_modules/a": { version: "1.0.0", license } })).length).toBe(isAllowed ? 0 : 1);
  });

  it("of libvips is allowed to sharp alone", () => {
    const lgpl = { version: "1.0.0", license: "Apache-2.0 AND LGPL-3.0-or-later" };
    const refused = findRefused(readLock({ "node_modules/@img/sharp-win32-x64": lgpl, "node_modules/other": lgpl }));
    expect(refused.map(({ name }) => name)).toEqual(["other"]);
  });
});
