import { type DigestSummary, writeDigest } from "../digest/write-digest.ts";
import { UserError } from "../error.ts";
import { parseDigestCommandLine } from "./digest-command-line.ts";

try {
  const request = parseDigestCommandLine(process.argv.slice(2));
  if (request.kind === "print") {
    process.stdout.write(request.text);
  } else {
    const summary = await writeDigest(request.settings);
    if (request.json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    else if (!request.quiet) process.stdout.write(describeDigest(summary));
  }
} catch (error) {
  const isUserError = error instanceof UserError;
  process.stderr.write(isUserError ? `error: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = isUserError ? 2 : 1;
}

function describeDigest({ title, files }: DigestSummary): string {
  const width = Math.max(...Object.values(files).map((file) => file.length)) + 2;
  return [
    `${title}. Written:`,
    `  ${files.markdown.padEnd(width)}as Markdown`,
    `  ${files.html.padEnd(width)}as a page`,
    `  ${files.mail.padEnd(width)}as a mail, ready to send`,
    `  ${files.feed.padEnd(width)}as an Atom feed`,
    "",
  ].join("\n");
}
