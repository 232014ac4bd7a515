import { expect, it } from "vitest";
import { writeNpy } from "../../pipeline/export/write-npy.ts";

/** numpy.save of numpy.array([[0, 1.5, -2], [0.1, 3, 4]], dtype="<f4"), as numpy wrote it. */
const SAVED =
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADAPwAAAMDNzMw9AABAQAAAgEA=";

it("writes the bytes that numpy writes", () => {
  const values = Float32Array.of(0, 1.5, -2, 0.1, 3, 4);
  expect(Buffer.from(writeNpy({ values, dimensions: 3 })).toString("base64")).toBe(SAVED);
});

it("writes no vectors as a matrix without rows", () => {
  const bytes = Buffer.from(writeNpy({ values: new Float32Array(), dimensions: 0 }));
  expect(bytes.length % 64).toBe(0);
  expect(bytes.toString("latin1")).toContain("'shape': (0, 0), }");
});
