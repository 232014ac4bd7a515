import { describe, expect, it } from "vitest";
import { findOpener } from "../../pipeline/opener/find-opener.ts";

describe("findOpener", () => {
  it.each([
    ["linux", { DISPLAY: ":0" }, "xdg-open"],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, "xdg-open"],
    ["linux", { BROWSER: "w3m" }, "xdg-open"],
    ["linux", { DISPLAY: ":10", SSH_CONNECTION: "1 2 3 4" }, "xdg-open"],
    ["darwin", {}, "open"],
    ["win32", {}, "explorer.exe"],
  ])("of %s with %j is known", (platform, env, program) => {
    expect(findOpener(platform, env)).toEqual({ program, args: [] });
  });

  it.each([
    ["linux", {}, /no display/],
    ["linux", { DISPLAY: "" }, /no display/],
    ["linux", { SSH_CONNECTION: "1 2 3 4" }, /SSH/],
    ["darwin", { SSH_TTY: "/dev/ttys0" }, /SSH/],
    ["win32", { SSH_CONNECTION: "1" }, /SSH/],
    ["darwin", { CI: "true" }, /CI/],
  ])("of %s with %j is none, and why", (platform, env, reason) => {
    expect(findOpener(platform, env)).toMatch(reason);
  });
});
