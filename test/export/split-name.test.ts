import { expect, it } from "vitest";
import { splitName } from "../../pipeline/export/split-name.ts";

it.each([
  ["Ada Owen", "Owen", "Ada", ""],
  ["Ada B. Owen", "Owen", "Ada B.", ""],
  ["Ludwig van Beethoven", "van Beethoven", "Ludwig", ""],
  ["Maria de la Cruz", "de la Cruz", "Maria", ""],
  ["Owen, Ada", "Owen", "Ada", ""],
  ["King, Jr., Martin", "King", "Martin", "Jr."],
  ["Martin King Jr.", "King", "Martin", "Jr."],
  ["Ada V", "V", "Ada", ""],
  ["ada owen", "owen", "ada", ""],
  ["  Zoë   Müller ", "Müller", "Zoë", ""],
])("parts %j", (name, family, given, suffix) => {
  expect(splitName(name)).toEqual({ family, given, suffix });
});

it.each(["Plato", "王小明", "a, b, c, d", "Owen,", ""])("keeps %j whole", (name) => {
  expect(splitName(name)).toBeNull();
});
