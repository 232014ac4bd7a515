import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const CLIENT = fileURLToPath(new URL("./client/main.ts", import.meta.url));

/** The script as the package has it, made by this function when the package was built. */
const BUILT_CLIENT = new URL("./client.js", import.meta.url);

/** What five years of browsers can run, as of 2026. */
const OLDEST_BROWSERS = ["chrome96", "firefox94", "safari15"];

/** Returns the page's script, minified: text that can stand in a script element. Sources are bundled, and the same ones give the same script. */
export async function bundleClient(): Promise<string> {
  if (!import.meta.url.endsWith(".ts")) return readFile(BUILT_CLIENT, "utf8");
  const { build } = await import("esbuild");
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
