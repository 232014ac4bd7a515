import { createInterface } from "node:readline";
import { createOnnxSource } from "../embedding/onnx-embedder.ts";
import { describeError, UserError } from "../error.ts";
import { silentLog } from "../log.ts";
import { probeEmbedder } from "../shards/probe-embedder.ts";

// The embedder of a worker of a cluster: it gets its model's settings as JSON in its first argument and says what it is, then takes a JSON
// line of texts and answers with a line of their vectors, in order, until its input ends.

const { threads, ...settings } = JSON.parse(process.argv[2]!);
const say = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const nowhere = { bundled: settings.model, cache: settings.model };
  const embedder = await createOnnxSource(nowhere, { threads }).open(settings, silentLog);
  const { digest, dimensions } = await probeEmbedder(embedder);
  const { version, modelSha256, dtype, maxTokens } = embedder;
  say({ version, modelSha256, dtype, maxTokens, dimensions, probe: digest, node: process.versions.node });
  const lines = createInterface({ input: process.stdin });
  // Who asked is gone: nobody takes what is still under way.
  lines.on("close", () => process.exit(0));
  for await (const line of lines) {
    const { vectors, tokens } = await embedder.embed(JSON.parse(line).texts);
    const bytes = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength);
    say({ vectors: bytes.toString("base64"), tokens: [...tokens] });
  }
} catch (error) {
  say({ error: describeError(error), isUser: error instanceof UserError });
  process.exitCode = 1;
}
