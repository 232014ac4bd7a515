import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { power, withPortablePower } from "../../pipeline/numeric/power.ts";
import { createRandom } from "../../pipeline/random.ts";

const ROOT = fileURLToPath(new URL("../../pipeline/", import.meta.url));

describe("power", () => {
  it("is exact for whole exponents", () => {
    expect([power(3, 4), power(-2, 3), power(-5, 2), power(7, 0), power(2, -2), power(10, 22)]).toEqual([
      81, -8, 25, 1, 0.25, 1e22,
    ]);
  });

  it("is that of JavaScript to 14 digits for others", () => {
    const random = createRandom(1, "power");
    for (let draw = 0; draw < 2000; draw++) {
      const base = 1000 * random.next();
      const exponent = 4 * random.next() - 2;
      const ratio = power(base, exponent) / base ** exponent;
      expect(Math.abs(ratio - 1), `${base} ** ${exponent}`).toBeLessThan(1e-14);
    }
  });

  it("has the limits of JavaScript", () => {
    expect([power(0, 1.5), power(0, -0.5), power(1, 0.3), power(-1, 0.5)]).toEqual([0, Infinity, 1, Number.NaN]);
  });
});

describe("withPortablePower", () => {
  it("gives libraries the portable power, and puts the other back, also after an error", () => {
    const native = Math.pow;
    expect(withPortablePower(() => Math.pow)).toBe(power);
    expect(Math.pow).toBe(native);
    expect(() =>
      withPortablePower(() => {
        throw new Error("stopped");
      }),
    ).toThrow("stopped");
    expect(Math.pow).toBe(native);
  });
});

describe("the pipeline", () => {
  it("raises to a fraction by power() alone; the page's script, which writes no table, is free", async () => {
    const names = await readdir(ROOT, { recursive: true });
    const sources = names.filter((name) => name.endsWith(".ts") && !/^atlas.client|^numeric.power\.ts/.test(name));
    const found: string[] = [];
    for (const name of sources) {
      const source = (await readFile(join(ROOT, name), "utf8")).replace(/^\s*(?:\/\*\*| \*).*$/gm, "");
      const hits = source.match(/Math\.pow\b.*|.*(?<!\b10 )\*\* (?!\d+\b(?!\.)).*/g);
      for (const line of hits ?? []) found.push(`${name}: ${line.trim()}`);
    }
    expect(found).toEqual([]);
  });
});
