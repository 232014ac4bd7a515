import { expect, it } from "vitest";
import { multiplyMatrices } from "../../pipeline/numeric/dense-product.ts";

it("multiplies 2 x 3 by 3 x 2, as worked out by hand", () => {
  const a = Float64Array.of(1, 2, 3, 4, 5, 6);
  const b = Float64Array.of(7, 8, 9, 10, 11, 12);
  expect([...multiplyMatrices(a, b, 3, 2)]).toEqual([58, 64, 139, 154]);
});
