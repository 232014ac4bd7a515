import { expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { FAITHFULNESS, LABEL_ROUTING, MAP_QUALITY } from "../../pipeline/report/queries.ts";

it("reads figures of quality from the stages that made them", async () => {
  const database = await Database.open(":memory:");
  await database.createSchema();
  await database.execute(`INSERT INTO stage_figures VALUES
    ('project', 'trustworthiness', 0.95), ('project', 'trustworthiness_neighbors', 15), ('cluster', 'trustworthiness', 0),
    ('label', 'label_routing', 0.6), ('explain', 'papers_judged', 3), ('explain', 'sufficiency', 0.9)`);
  expect(await database.queryOne(MAP_QUALITY)).toEqual({ trustworthiness: 0.95, neighbors: 15 });
  expect(await database.queryOne(LABEL_ROUTING)).toEqual({ routing: 0.6 });
  expect(await database.queryOne(FAITHFULNESS)).toEqual({
    papers: 3,
    sufficiency: 0.9,
    random_sufficiency: null,
    comprehensiveness: null,
    random_comprehensiveness: null,
  });
  database.close();
});
