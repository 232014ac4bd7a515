import { register } from "node:module";

// Loaded before the program (`node --import`): a fake model in the place of the real one, and few stages where FEW_STAGES is set.

const REPLACED: Record<string, string> = {
  "/pipeline/embedding/onnx-embedder.ts": new URL("./fake-model.ts", import.meta.url).href,
  ...(process.env.FEW_STAGES && { "/pipeline/stages/stages.ts": new URL("./few-stages.ts", import.meta.url).href }),
};

const HOOK = `
const REPLACED = Object.entries(${JSON.stringify(REPLACED)});
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const replaced = REPLACED.find(([ending]) => found.url.split("?")[0].endsWith(ending));
  return replaced ? { ...found, url: replaced[1] } : found;
}`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
