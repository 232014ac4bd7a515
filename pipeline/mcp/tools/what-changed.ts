import { z } from "zod";
import { compareRuns } from "../../lineage/compare-runs.ts";
import { findRuns } from "../../lineage/find-runs.ts";
import { tellEvents, writeStory } from "../../lineage/tell-events.ts";
import { shorten } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";

const USUAL_PAPERS = 10;
const MOST_PAPERS = 50;
const MOST_STORIES = 50;
const LONGEST_STORY = 600;

/** Tells what changed between two runs. */
export function whatChanged(session: AtlasSession) {
  const Counts = z.object({ run: z.int(), records: z.int(), papers: z.int(), topics: z.int() });
  return defineTool({
    name: "what_changed",
    title: "What changed",
    description:
      "What differs between two runs: papers that came, topics born, split, merged or died, papers that moved.",
    input: z.strictObject({
      a: z.string().min(1).default("previous").describe("number of a run, last or previous"),
      b: z.string().min(1).default("last"),
      limit: z.int().min(1).max(MOST_PAPERS).default(USUAL_PAPERS).describe("papers to show"),
    }),
    output: z.object({
      runs: z.array(Counts).describe("empty where there is one run so far"),
      topics: z.array(z.string()).describe("what became of them, but for those that go on as they were"),
      came: z.int(),
      gone: z.int(),
      moved: z.int().describe("papers in another topic"),
      papers: z.array(z.object({ paper_id: z.string(), title: z.string(), topic: z.string() })).describe("that came"),
      map_move: z.number().optional().describe("median, as a share of the map's width"),
    }),
    answer: ({ a, b, limit }) =>
      session.ask(async (database) => {
        const pair = await findRuns(database, [a, b]);
        if (pair === null) return { runs: [], topics: [], came: 0, gone: 0, moved: 0, papers: [] };
        const { runs, events, papers, map } = await compareRuns(database, pair, limit);
        const told = tellEvents(events.filter(({ event }) => event !== "continued")).slice(0, MOST_STORIES);
        return {
          runs: runs.map(({ run_id, records, papers, topics }) => ({
            run: run_id,
            records,
            papers,
            topics: topics[0] ?? 0,
          })),
          topics: told.map((story) => shorten(writeStory(story), LONGEST_STORY)),
          came: papers.added,
          gone: papers.gone,
          moved: papers.moved,
          papers: papers.added_papers.map(({ paper_id, title, label }) => ({
            paper_id,
            title: shorten(title ?? paper_id),
            topic: label ?? "none",
          })),
          ...(map.median_move === null ? {} : { map_move: map.median_move }),
        };
      }),
  });
}
