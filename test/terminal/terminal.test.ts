import type { WriteStream } from "node:tty";
import fc from "fast-check";
import stringWidth from "string-width";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cutText, readTerminal, type Terminal } from "../../pipeline/terminal/terminal.ts";

const HOSTILE = "\u001b[31mred\u001b]8;;https://x\u0007\u202eabc\r\u009b2J\u0000\n";
/** What a terminal would obey, or what turns the text beside it. */
const STEERING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

function openTerminal(env: NodeJS.ProcessEnv, stream: Partial<WriteStream> = {}): Terminal {
  return readTerminal(stream as WriteStream, env);
}

afterEach(() => vi.unstubAllEnvs());

describe("readTerminal", () => {
  it.each([
    ["a terminal has", {}, true, true],
    ["a pipe has not", {}, false, false],
    ["a terminal that can nothing has not", { TERM: "dumb" }, true, false],
    ["NO_COLOR takes them from a terminal", { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR takes nothing", { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR gives them to a pipe", { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0 gives nothing", { FORCE_COLOR: "0" }, false, false],
    ["NO_COLOR goes before FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ])("knows who has colours: %s", (_, env, isTTY, hasColors) => {
    const terminal = openTerminal(env, { isTTY, columns: 80 });
    for (const style of ["bold", "dim", "mark", "good", "doubtful"] as const)
      expect(terminal[style]("x") !== "x").toBe(hasColors);
    expect(terminal.dot("#336699") !== "").toBe(hasColors);
  });

  it.each([
    ["the window", {}, { columns: 132 }, 132],
    ["COLUMNS where there is no window", { COLUMNS: "70" }, {}, 70],
    ["100 where nothing is known", {}, {}, 100],
    ["100 where COLUMNS is no number", { COLUMNS: "wide" }, {}, 100],
    ["no less than 40", {}, { columns: 3 }, 40],
  ])("is as wide as %s", (_, env, stream, width) => {
    expect(openTerminal(env, stream).width).toBe(width);
  });

  it("paints a dot in the colour given, two columns wide, and nothing that is no colour", () => {
    const env = { COLORTERM: "truecolor" };
    expect(openTerminal(env, { isTTY: true }).dot("#0080ff")).toBe("\u001b[38;2;0;128;255m●\u001b[39m ");
    expect(openTerminal({}, { isTTY: true }).dot("#0080ff")).toBe("\u001b[38;5;39m●\u001b[39m ");
    for (const color of [null, "red", "#12345", "\u001b[31m"])
      expect(openTerminal(env, { isTTY: true }).dot(color)).toBe("  ");
  });
});

describe("link", () => {
  it("leads to addresses of the web alone, and only where the terminal can", () => {
    vi.stubEnv("FORCE_HYPERLINK", "1");
    const terminal = openTerminal({}, { isTTY: true });
    expect(terminal.link("here", "https://example.org/a b")).toBe(
      "\u001b]8;;https://example.org/a%20b\u0007here\u001b]8;;\u0007",
    );
    for (const address of ["javascript:alert(1)", "file:///etc/passwd", " https://example.org", "ftp://example.org"])
      expect(terminal.link("here", address)).toBe("here");
    expect(openTerminal({}, {}).link("here", "https://example.org")).toBe("here");
    expect(openTerminal({ NO_COLOR: "1" }, { isTTY: true }).link("here", "https://example.org")).toBe("here");
    vi.stubEnv("FORCE_HYPERLINK", "0");
    expect(openTerminal({}, { isTTY: true }).link("here", "https://example.org")).toBe("here");
  });

  it("never lets an address end its own sequence", () => {
    vi.stubEnv("FORCE_HYPERLINK", "1");
    const terminal = openTerminal({}, { isTTY: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (rest) => {
        const linked = terminal.link("here", `https://example.org/${rest}${HOSTILE}`);
        const parts = /^(?:\u001b\]8;;([^\u0007]*)\u0007here\u001b\]8;;\u0007|here)$/u.exec(linked);
        expect(parts).not.toBeNull();
        expect(parts![1] ?? "").not.toMatch(STEERING);
      }),
    );
  });
});

describe("cutText", () => {
  it.each([
    ["short", 10, "short"],
    ["exactly", 7, "exactly"],
    ["one too long", 11, "one too lo…"],
    ["no space left at the end", 4, "no…"],
    ["日本語の論文", 12, "日本語の論文"],
    ["日本語の論文", 11, "日本語の論…"],
    ["日本語の論文", 10, "日本語の…"],
    ["👩‍🔬👩‍🔬👩‍🔬", 5, "👩‍🔬👩‍🔬…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
    ["a\nb\tc", 20, "a\\nb\\tc"],
  ])("cuts %j to %i columns", (text, width, cut) => {
    expect(cutText(text, width)).toBe(cut);
  });

  it("is never wider than asked for, and never steers the terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 60 }), (text, width) => {
        const cut = cutText(`${text}${HOSTILE}${text}`, width);
        expect(stringWidth(cut)).toBeLessThanOrEqual(width);
        expect(cut).not.toMatch(STEERING);
      }),
    );
  });
});
