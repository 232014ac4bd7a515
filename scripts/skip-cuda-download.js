import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Run by npm when the package is installed ("preinstall", before the first postinstall script of any package). On Linux
// onnxruntime-node then fetches CUDA libraries, and fails without a network; here texts are embedded on the CPU. This sets the switch
// that its script has for it, unless the user set it.

const SWITCH = 'process.env.ONNXRUNTIME_NODE_INSTALL ??= "skip"; // set by topic-atlas, which uses the CPU\n';

try {
  const manifest = createRequire(import.meta.url).resolve("onnxruntime-node/package.json");
  const script = join(dirname(manifest), "script/install.js");
  const source = readFileSync(script, "utf8");
  if (!source.startsWith(SWITCH)) writeFileSync(script, SWITCH + source);
} catch {
  // Without the package, or without the right to write to it, its script does what it does.
}
