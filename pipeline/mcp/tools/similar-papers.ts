import { z } from "zod";
import { findPaper } from "../../papers/find-paper.ts";
import { findSimilar } from "../../papers/find-similar.ts";
import { shorten } from "../cut-answers.ts";
import { defineTool } from "../define-tool.ts";
import type { AtlasSession } from "../session.ts";
import { NearPaper, showNear } from "./near-paper.ts";

const MOST_GIVEN = 20;
const USUAL_PAPERS = 10;
const MOST_PAPERS = 50;

/** Finds what is nearest to papers. */
export function similarPapers(session: AtlasSession) {
  return defineTool({
    name: "similar_papers",
    title: "Similar papers",
    description: "The papers nearest to one, or to several together (like all of these).",
    input: z.strictObject({
      papers: z
        .array(z.string().min(1))
        .min(1)
        .max(MOST_GIVEN)
        .describe("each a paper_id, arXiv id, DOI, address, or words of a title"),
      limit: z.int().min(1).max(MOST_PAPERS).default(USUAL_PAPERS),
    }),
    output: z.object({
      like: z.array(z.object({ paper_id: z.string(), title: z.string() })),
      papers: z.array(NearPaper),
    }),
    answer: ({ papers, limit }) =>
      session.ask(async (database) => {
        const like = [];
        for (const paper of papers) {
          const { paper_id, title } = await findPaper(database, paper);
          like.push({ paper_id, title: shorten(title) });
        }
        const ids = like.map(({ paper_id }) => paper_id);
        return { like, papers: (await findSimilar(database, ids, limit)).map(showNear) };
      }),
  });
}
