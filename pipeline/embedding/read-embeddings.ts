import { z } from "zod";

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.union([z.array(z.number()).min(1), z.string()]) })),
});

/** Returns the vectors of an answer of /v1/embeddings by their index, whatever their order; or what is wrong with it. */
export function readEmbeddings(answer: string, texts: number): Float32Array[] | string {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    return "its answer is no JSON";
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return "its answer is not one of /v1/embeddings: a list `data` with `index` and `embedding`";
  const vectors: Float32Array[] = [];
  for (const { index, embedding } of parsed.data.data) {
    if (index >= texts || vectors[index] !== undefined) return `its answer has the index ${index} for ${texts} texts`;
    vectors[index] = typeof embedding === "string" ? decode(embedding) : Float32Array.from(embedding);
  }
  if (parsed.data.data.length !== texts) return `its answer has ${parsed.data.data.length} vectors for ${texts} texts`;
  return vectors;
}

/** Reads 32-bit numbers, the lowest byte first, in base64: some servers give nothing else. */
function decode(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readFloatLE(index * 4));
}
