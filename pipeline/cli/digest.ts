import type { DigestSummary } from "../digest/write-digest.ts";
import { formatCount } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import { readConfigFile } from "./config-file.ts";
import { parseDigestCommandLine } from "./digest-command-line.ts";
import { printJson, printText } from "./print.ts";
import type { Program } from "./program.ts";

/** Writes the digest that the arguments ask for, prints where it is, and returns the exit code. */
export async function digest(program: Program, args: readonly string[]): Promise<number> {
  const request = parseDigestCommandLine(program, args, readConfigFile);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  const asksForPhrases = request.settings.follow !== null || request.settings.search.length > 0;
  const models = asksForPhrases ? (await import("./load-models.ts")).loadModels() : null;
  const { writeDigest } = await import("../digest/write-digest.ts");
  if (request.configFile && !request.quiet) process.stderr.write(`${toPrintableLine(request.configFile)}\n`);
  const summary = await writeDigest(request.settings, models);
  if (request.json) printJson(summary);
  else if (!request.quiet) printText(describeDigest(summary));
  return 0;
}

function describeDigest({ title, files, followed }: DigestSummary): string {
  const width = Math.max(...Object.values(files).map((file) => file.length)) + 2;
  return [
    `${title}. Written:`,
    `  ${files.markdown.padEnd(width)}as Markdown`,
    `  ${files.html.padEnd(width)}as a page`,
    `  ${files.mail.padEnd(width)}as a mail, ready to send`,
    `  ${files.feed.padEnd(width)}as an Atom feed`,
    `  ${files.svg.padEnd(width)}the map with these papers, and as digest.png`,
    ...(followed ?? []).map(
      ({ text, from, how, papers }) =>
        `“${toPrintableLine(text)}” (${toPrintableLine(from)}): ${papers === 0 ? "nothing" : formatCount(papers, "paper")}, ${how}`,
    ),
    "",
  ].join("\n");
}
