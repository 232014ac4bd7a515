import { parseConfig } from "../../pipeline/config.ts";
import { silentLog } from "../../pipeline/log.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";

const [output, killedAfter, ...input] = process.argv.slice(2);

const config = parseConfig({ input, output, minDocumentCount: 1, ensembleRuns: 40 });
await runPipeline(config, {
  embedding: sourceOf(createFakeEmbedder()),
  log: {
    ...silentLog,
    info: (line) => {
      if (killedAfter && line.trim().startsWith(`${killedAfter} `)) process.kill(process.pid, "SIGKILL");
    },
  },
});
