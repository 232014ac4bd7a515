import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "../../pipeline/cli/terminal-log.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function collect(): { stream: NodeJS.WriteStream; read: () => string } {
  let written = "";
  const stream = new Writable({
    write(chunk, _, done) {
      written += String(chunk);
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, read: () => written };
}

describe("a bar", () => {
  it("leaves what came before the first thing done out of its pace", () => {
    const { stream, read } = collect();
    const bar = createLog("normal", stream).startProgress("space", 1000, "papers");
    vi.advanceTimersByTime(20_000);
    for (let done = 0; done < 600; done += 100) {
      bar.advance(100);
      vi.advanceTimersByTime(2000);
    }
    bar.stop();
    expect(read()).toMatch(/ 500\/1000 papers {2}50\/s {2}10 s left/);
  });

  it("shows nothing of what is done in two seconds, and nothing where it is quiet", () => {
    for (const [verbosity, milliseconds] of [
      ["normal", 300],
      ["quiet", 30_000],
    ] as const) {
      const { stream, read } = collect();
      const bar = createLog(verbosity, stream).startProgress("space", 5, "papers");
      for (let done = 0; done < 5; done++) {
        vi.advanceTimersByTime(milliseconds);
        bar.advance(1);
      }
      bar.stop();
      expect(read()).toBe("");
    }
  });
});
