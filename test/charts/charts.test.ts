import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { logger, Warn } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { drawKScan } from "../../pipeline/charts/k-scan.ts";
import { SPEC_SCHEMA } from "../../pipeline/charts/theme.ts";
import { drawTopicBySource } from "../../pipeline/charts/topic-by-source.ts";
import { drawTopicHeat } from "../../pipeline/charts/topic-heat.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { drawTopicMovers } from "../../pipeline/charts/topic-movers.ts";
import { drawTopicSimilarity } from "../../pipeline/charts/topic-similarity.ts";
import { drawTopicSizes } from "../../pipeline/charts/topic-sizes.ts";
import { HOSTILE_TEXTS, type SampleRows, sampleRows } from "./sample-rows.ts";

const require = createRequire(import.meta.url);
const vegaLiteFile = require.resolve("vega-lite/vega-lite-schema.json");
const vegaFile = require.resolve("vega").replace(/vega\/build\/.*$/, "vega/build/vega-schema.json");
const isVegaLite = loadSchema(vegaLiteFile);
const isVega = loadSchema(vegaFile);

function loadSchema(file: string) {
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats.default(ajv);
  // A format of the browser's own that only the colour fields use.
  ajv.addFormat("color-hex", true);
  return ajv.compile(JSON.parse(readFileSync(file, "utf8")));
}

const charts: Record<string, (rows: SampleRows) => TopLevelSpec> = {
  "topic-map": ({ map }) => drawTopicMap(map),
  "topic-sizes": ({ sizes }) => drawTopicSizes(sizes),
  "topic-similarity": ({ similarity }) => drawTopicSimilarity(similarity),
  "k-scan": ({ scan }) => drawKScan(scan),
  "k-scan without a scan": ({ scan }) => drawKScan({ ...scan, scan: [] }),
  "k-scan of two numbers, none chosen": ({ scan }) =>
    drawKScan({ ...scan, scan: [{ ...scan.scan[0]!, level: null }, scan.scan[1]!] }),
  "topic-by-source": ({ bySource }) => drawTopicBySource(bySource),
  "topic-movers": ({ movers }) => drawTopicMovers(movers),
  "topic-heat": ({ heat }) => drawTopicHeat(heat),
};

const inputs: Record<string, SampleRows> = {
  "439 papers, 24 topics": sampleRows(439, 24),
  "3 papers, 2 topics": sampleRows(3, 2),
  "hostile texts": sampleRows(60, HOSTILE_TEXTS.length, HOSTILE_TEXTS),
  "70 topics, 60 sources": sampleRows(900, 70, [], 60),
};

describe.each(Object.entries(charts))("chart %s", (_name, draw) => {
  describe.each(Object.entries(inputs))("of %s", (_input, rows) => {
    const spec = draw(rows);

    it("validates against the schema of the current major version", () => {
      expect(spec.$schema).toBe(SPEC_SCHEMA);
      isVegaLite(JSON.parse(JSON.stringify(spec)));
      expect(isVegaLite.errors).toBeNull();
    });

    it("compiles without a warning to valid Vega, and is left as it was", () => {
      const before = JSON.stringify(spec);
      const messages: string[] = [];
      const log = logger(Warn, undefined, (_method, _level, parts) => messages.push(parts.join(" ")));
      const compiled = compile(spec, { logger: log }).spec;
      expect(messages).toEqual([]);
      expect(JSON.stringify(spec)).toBe(before);
      isVega(JSON.parse(JSON.stringify(compiled)));
      expect(isVega.errors).toBeNull();
    });

    it("is the same for the same rows", () => {
      expect(JSON.stringify(draw(rows))).toBe(JSON.stringify(spec));
    });
  });
});
