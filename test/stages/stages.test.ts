import { describe, expect, it } from "vitest";
import { checkWiring } from "../../pipeline/engine/check-wiring.ts";
import { defineStage, type Stage } from "../../pipeline/engine/stage.ts";
import { loadStages, STAGE_NAMES } from "../../pipeline/stages/stages.ts";

function stage(
  name: string,
  reads: string[],
  writes: string[],
  more: { artifacts?: string[]; previous?: string[]; figures?: string[] } = {},
): Stage {
  const run = async () => ({ rowsIn: 0, rowsOut: 0, summary: "" });
  return defineStage({ name, module: "", reads, writes, settings: [], run, ...more });
}

describe("checkWiring", () => {
  it("accepts the pipeline as it is", async () => {
    const stages = await loadStages();
    expect(() => checkWiring(stages)).not.toThrow();
    expect(stages.map(({ name }) => name)).toEqual(STAGE_NAMES);
  });

  it("names the stage and the table that nobody wrote before it", () => {
    expect(() => checkWiring([stage("parse", ["papers"], ["records"]), stage("dedupe", [], ["papers"])])).toThrow(
      "parse reads papers: no stage before it writes it",
    );
  });

  it("names both stages that write the same table or file", () => {
    expect(() => checkWiring([stage("parse", [], ["papers"]), stage("dedupe", [], ["papers"])])).toThrow(
      "dedupe writes papers: parse writes it too",
    );
    expect(() =>
      checkWiring([
        stage("chart", [], [], { artifacts: ["a.svg"] }),
        stage("report", [], [], { artifacts: ["a.svg"] }),
      ]),
    ).toThrow("report writes a.svg: chart writes it too");
  });

  it("names figures of a stage that does not come before, and a table of the last run that nobody writes", () => {
    expect(() => checkWiring([stage("report", [], [], { figures: ["project"] })])).toThrow(
      "report reads figures of project: no stage before it has that name",
    );
    expect(() => checkWiring([stage("chart", [], ["charts"], { previous: ["colors"] })])).toThrow(
      "chart looks at colors of the last run: no stage writes it",
    );
  });
});
