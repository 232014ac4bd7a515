import { copyFile, link, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { computeAdjustedRand } from "../../pipeline/numeric/adjusted-rand.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";

const USAGE = `npx tsx test/bench/growth.ts FOLDER [--first 20] [--step 1] [--last N] [--vectors atlas.duckdb]
Adds the files of a folder, in order of name, a day at a time: the first ones at once, then step by step. Prints what each day took, whether the
fit stood, and which old papers moved; in the end how far the topics agree with one run over all days. --vectors: a database whose vectors are
taken, so that nothing is embedded anew.
`;

type Fit = { fit: number; decision: string; reason: string; placed_papers: number; unsettled_papers: number };
type Paper = { paper_id: string; topic_id: number | null; x: number; y: number };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: "string", default: "20" },
    step: { type: "string", default: "1" },
    last: { type: "string" },
    vectors: { type: "string" },
  },
});
if (positionals.length !== 1) process.stdout.write(USAGE);
else await measureGrowth(resolve(positionals[0]!));

async function measureGrowth(source: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-growth-"));
  const feed = join(folder, basename(source));
  await mkdir(feed);
  const files = (await readdir(source)).sort().slice(0, values.last === undefined ? undefined : Number(values.last));
  const stops: number[] = [];
  for (let days = Number(values.first); days < files.length; days += Number(values.step)) stops.push(days);
  stops.push(files.length);
  let linked = 0;
  let before = new Map<string, Paper>();
  for (const days of stops) {
    for (; linked < days; linked++)
      await link(join(source, files[linked]!), join(feed, files[linked]!)).catch(() =>
        copyFile(join(source, files[linked]!), join(feed, files[linked]!)),
      );
    const isFirst = before.size === 0;
    const { seconds, cpu } = await run(folder, feed, "grown", isFirst);
    const { fit, papers } = await read(join(folder, "grown"));
    const old = papers.filter(({ paper_id }) => before.has(paper_id));
    const moved = old.filter(({ paper_id, x, y }) => x !== before.get(paper_id)!.x || y !== before.get(paper_id)!.y);
    const reason = fit.decision === "new" ? `  ${fit.reason}` : "";
    process.stdout.write(
      `day ${days}  ${papers.length} papers  ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of CPU)  fit ${fit.fit} ${fit.decision}  ${fit.placed_papers} placed, ${fit.unsettled_papers} unsettled  ${moved.length} of ${old.length} moved${reason}\n`,
    );
    before = new Map(papers.map((paper) => [paper.paper_id, paper]));
  }
  await run(folder, feed, "cold", true);
  const cold = await read(join(folder, "cold"));
  const topicOf = (papers: Iterable<Paper>) => Int32Array.from(papers, ({ topic_id }) => topic_id ?? -1);
  const agreement = computeAdjustedRand(topicOf(before.values()), topicOf(cold.papers));
  const trusts = [(await read(join(folder, "grown"))).trust, cold.trust].map((trust) => trust.toFixed(4));
  process.stdout.write(
    `topics against those of one run over all: ARI ${agreement.toFixed(3)}; trustworthiness ${trusts[0]} where that has ${trusts[1]}\n`,
  );
  await rm(folder, { recursive: true });
}

async function run(
  folder: string,
  feed: string,
  output: string,
  fromScratch: boolean,
): Promise<{ seconds: number; cpu: number }> {
  const path = join(folder, output);
  await mkdir(path, { recursive: true });
  if (fromScratch && values.vectors !== undefined) await copyFile(values.vectors, join(path, "atlas.duckdb"));
  const start = process.cpuUsage();
  const { seconds } = await runPipeline(parseConfig({ input: [feed], output: path, fromScratch }));
  const { user, system } = process.cpuUsage(start);
  return { seconds, cpu: (user + system) / 1e6 };
}

async function read(output: string): Promise<{ fit: Fit; papers: Paper[]; trust: number }> {
  const database = await Database.open(join(output, "atlas.duckdb"), { readOnly: true });
  try {
    const fit = await database.queryOne<Fit>("FROM fit");
    const papers = await database.query<Paper>(
      "SELECT paper_id, topic_id, x, y FROM topic_papers JOIN positions USING (paper_id) ORDER BY paper_id",
    );
    const { trust } = await database.queryOne<{ trust: number }>(
      "SELECT value AS trust FROM stage_figures WHERE stage = 'project' AND name = 'trustworthiness'",
    );
    return { fit, papers, trust };
  } finally {
    database.close();
  }
}
