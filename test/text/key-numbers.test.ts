import { describe, expect, it } from "vitest";
import { addKey, hashKey } from "../../pipeline/text/form-index.ts";
import { KeyNumbers } from "../../pipeline/text/key-numbers.ts";

const read = (...keys: string[]) => keys.map(hashKey);
const number = (numbers: KeyNumbers, ...keys: string[]) =>
  numbers.number(read(...keys), keys.length, read(...keys).reduce(addKey, 0));

describe("KeyNumbers", () => {
  it("numbers what words make run together, however it is parted", () => {
    const numbers = new KeyNumbers();
    expect(number(numbers, "on", "line")).toBe(0);
    expect(number(numbers, "online")).toBe(0);
    expect(number(numbers, "online", "learning")).toBe(1);
    expect(number(numbers, "on", "line", "learning")).toBe(1);
    expect(numbers.keys).toEqual(["online", "onlinelearning"]);
  });

  it("tells keys of one hash apart, and knows all when there are many", () => {
    const numbers = new KeyNumbers();
    const keys = Array.from({ length: 9000 }, (_, index) => `word${index}`);
    const numberAll = () => keys.map((key, index) => numbers.number([{ key }], 1, index % 7));
    expect(numberAll()).toEqual([...keys.keys()]);
    expect(numberAll()).toEqual([...keys.keys()]);
  });
});
