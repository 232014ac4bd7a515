import { describe, expect, it } from "vitest";
import type { Stage } from "../../pipeline/engine/stage.ts";
import { STAGE_NAMES } from "../../pipeline/engine/stage.ts";
import { checkWiring, STAGES } from "../../pipeline/stages/stages.ts";

function stage(name: Stage["name"], reads: string[], writes: string[], artifacts: string[] = []): Stage {
  return {
    name,
    module: "",
    reads,
    writes,
    artifacts,
    settings: [],
    run: async () => ({ rowsIn: 0, rowsOut: 0, summary: "" }),
  };
}

describe("checkWiring", () => {
  it("accepts the pipeline as it is", () => {
    expect(() => checkWiring(STAGES)).not.toThrow();
    expect(STAGES.map(({ name }) => name)).toEqual(STAGE_NAMES);
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
    expect(() => checkWiring([stage("chart", [], [], ["a.svg"]), stage("report", [], [], ["a.svg"])])).toThrow(
      "report writes a.svg: chart writes it too",
    );
  });
});
