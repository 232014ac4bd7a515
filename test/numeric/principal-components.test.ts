import { expect, it } from "vitest";
import { projectOnPrincipalComponents } from "../../pipeline/numeric/principal-components.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { drawCloud, rowsOf, vectorsOf } from "./points.ts";

it("lays points of a slanted line along one axis, centred", () => {
  const { values } = projectOnPrincipalComponents(
    vectorsOf([
      [0, 0],
      [3, 4],
      [6, 8],
    ]),
    1,
  );
  [-5, 0, 5].forEach((value, row) => {
    expect(values[row]).toBeCloseTo(value, 5);
  });
});

it("agrees with scikit-learn up to the sign of each component", () => {
  const wanted = scikitLearn.principalComponents;
  const found = rowsOf(projectOnPrincipalComponents(vectorsOf(scikitLearn.points), 3));
  for (let component = 0; component < 3; component++) {
    const sign = Math.sign(found[0]![component]! * wanted[0]![component]!);
    wanted.forEach((row, index) => {
      expect(sign * found[index]![component]!).toBeCloseTo(row[component]!, 4);
    });
  }
});

it("keeps all distances where it keeps all dimensions", () => {
  const cloud = drawCloud(30, 6);
  const distances = (rows: number[][]) =>
    rows.flatMap((a) => rows.map((b) => Math.hypot(...a.map((x, d) => x - b[d]!))));
  const found = distances(rowsOf(projectOnPrincipalComponents(cloud, 6)));
  distances(rowsOf(cloud)).forEach((distance, index) => {
    expect(found[index]).toBeCloseTo(distance, 4);
  });
});

it("is no wider than there are columns, or rows less one", () => {
  expect(projectOnPrincipalComponents(drawCloud(10, 3), 50).dimensions).toBe(3);
  expect(projectOnPrincipalComponents(drawCloud(4, 20), 50).dimensions).toBe(3);
});

it("puts equal rows, and a single one, at the origin", () => {
  expect([
    ...projectOnPrincipalComponents(
      vectorsOf([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      2,
    ).values,
  ]).toEqual(Array(6).fill(0));
  expect([...projectOnPrincipalComponents(vectorsOf([[5, 6, 7]]), 2).values]).toEqual([0]);
});
