import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const CLIENT = fileURLToPath(new URL("./client/main.ts", import.meta.url));

/** What five years of browsers can run, as of 2026. */
const OLDEST_BROWSERS = ["chrome96", "firefox94", "safari15"];

/** Returns the page's script, minified: text that can stand in a script element. The same sources give the same script. */
export async function bundleClient(): Promise<string> {
  const result = await build({
    entryPoints: [CLIENT],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: OLDEST_BROWSERS,
    legalComments: "none",
    charset: "ascii",
    logLevel: "silent",
  });
  const script = result.outputFiles[0]!.text;
  if (/<\/script|<!--/i.test(script)) throw new Error("script of the atlas page: holds </script or <!--");
  return script;
}
