import { describe, expect, it } from "vitest";
import { drawMixedPanels, drawPanels } from "../../pipeline/evaluation/label-panels.ts";

const truth = Int32Array.from({ length: 600 }, (_, row) => row % 6);
const options = { labelCounts: [2, 4, 6, 8], draws: 2, mostTexts: 300 };
const labelsOf = (rows: Int32Array) => [...new Set(rows.map((row) => truth[row]!))];

describe("drawPanels", () => {
  const panels = drawPanels(truth, options);

  it("draws each number of labels below that of the corpus, and ends with the whole", () => {
    expect(panels.map(({ name, rows, trueTopics }) => [name, rows.length, trueTopics])).toEqual([
      ["2 of 6 labels, draw 1", 200, 2],
      ["2 of 6 labels, draw 2", 200, 2],
      ["4 of 6 labels, draw 1", 300, 4],
      ["4 of 6 labels, draw 2", 300, 4],
      ["all 6 labels", 600, 6],
    ]);
  });

  it("takes all texts of its labels up to the most, each once", () => {
    for (const { rows, trueTopics } of panels) {
      expect(labelsOf(rows)).toHaveLength(trueTopics);
      expect(new Set(rows).size).toBe(rows.length);
    }
    const [first] = panels;
    const own = new Set(labelsOf(first!.rows));
    expect([...first!.rows]).toEqual([...truth.keys()].filter((row) => own.has(truth[row]!)));
  });

  it("draws the same panels again, and more draws only add to them", () => {
    expect(drawPanels(truth, options)).toEqual(panels);
    const more = drawPanels(truth, { ...options, draws: 5 });
    expect(more.filter(({ name }) => name.endsWith("draw 2")).map(({ rows }) => rows)).toEqual(
      panels.filter(({ name }) => name.endsWith("draw 2")).map(({ rows }) => rows),
    );
    expect(new Set(more.slice(0, 5).map(({ rows }) => String(labelsOf(rows)))).size).toBeGreaterThan(1);
  });
});

describe("drawMixedPanels", () => {
  /** Six labels of a hundred texts each: two of one corpus, four of another. */
  const parts = [2, 4];
  const panels = drawMixedPanels(truth, parts, { labelCounts: [1, 2, 4, 8], draws: 1, mostTexts: 500 });

  it("takes as many labels of each corpus, or all that it has, and no more than there are", () => {
    expect(panels.map(({ name, rows, trueTopics }) => [name, rows.length, trueTopics])).toEqual([
      ["1 + 1 labels", 200, 2],
      ["2 + 2 labels", 400, 4],
      ["2 + 4 labels", 500, 6],
    ]);
    const taken = labelsOf(panels[1]!.rows).sort();
    expect(taken.slice(0, 2)).toEqual([0, 1]);
    expect(taken.filter((label) => label > 1)).toHaveLength(2);
  });

  it("takes all texts of its labels", () => {
    const taken = new Set(labelsOf(panels[0]!.rows));
    expect([...panels[0]!.rows]).toEqual([...truth.keys()].filter((row) => taken.has(truth[row]!)));
  });

  it("draws others each time, and names them", () => {
    const drawn = drawMixedPanels(truth, parts, { labelCounts: [1], draws: 2, mostTexts: 500 });
    expect(drawn.map(({ name }) => name)).toEqual(["1 + 1 labels, draw 1", "1 + 1 labels, draw 2"]);
    expect(drawn[0]!.rows).toEqual(panels[0]!.rows);
  });
});
