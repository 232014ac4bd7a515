import { describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import { listChangedSettings, objectToStanding, refuseNever } from "../../pipeline/growth/judge-standing.ts";
import { writeShapingSettings } from "../../pipeline/growth/shaping-settings.ts";

const atFit = writeShapingSettings(parseConfig());
const SAME = { fitted: 100, gone: 0, changedVectors: 0, widths: [384, 384] as [number, number] };

describe("a fit", () => {
  it("stands while settings, vectors and papers are the same, and with other settings of the map", () => {
    expect(objectToStanding(parseConfig(), atFit, SAME)).toBeNull();
    const mapped = parseConfig({ umapNeighbors: 5 });
    expect(listChangedSettings(mapped, atFit)).toEqual(["umapNeighbors"]);
    expect(objectToStanding(mapped, atFit, SAME)).toBeNull();
  });

  it.each([
    [{ seed: 2, topics: 12 }, {}, "--topics is 12 where the fit has auto, --seed is 2 where the fit has 1"],
    [{}, { widths: [384, 768] as [number, number] }, "vectors have 768 numbers where those of the fit have 384"],
    [{}, { changedVectors: 21 }, "21 of the 100 papers of the fit have other vectors, as of another model"],
    [{}, { gone: 21 }, "21 of the 100 papers of the fit are gone, more than a fifth"],
  ])("does not stand with %o and %o", (settings, changes, reason) => {
    const objection = objectToStanding(parseConfig(settings), atFit, { ...SAME, ...changes });
    expect(objection?.reason).toBe(reason);
  });

  it("is not given up with --refit never, which is refused where the fit cannot stand", () => {
    const objection = { reason: "--seed is 2 where the fit has 1", isBinding: true };
    expect(() => refuseNever("never", objection)).toThrow("--refit never: --seed is 2 where the fit has 1. Give");
    expect(() => refuseNever("auto", objection)).not.toThrow();
    expect(() => refuseNever("never", { ...objection, isBinding: false })).not.toThrow();
  });
});
