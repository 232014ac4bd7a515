import { Command, InvalidArgumentError } from "commander";
import addressParser from "nodemailer/lib/addressparser";
import { readDay } from "../calendar-day.ts";
import { readAtlasAddress } from "../digest/atlas-link.ts";
import type { DigestSettings } from "../digest/write-digest.ts";
import { UserError } from "../error.ts";
import { CONFIG_HELP, type ConfigFile, type NamedConfig, NO_CONFIG_HELP } from "./config-file.ts";
import { describeExamples } from "./describe-examples.ts";
import { type Program, writeCall } from "./program.ts";
import { readArguments } from "./read-arguments.ts";

/** What the command line asks for: a digest, or only the text of `--help`. */
export type DigestRequest =
  | { kind: "digest"; settings: DigestSettings; quiet: boolean; json: boolean; configFile: string | null }
  | { kind: "print"; text: string };

const DEFAULT_SENDER = "Topic Atlas <topic-atlas@localhost>";
const MOST_DAYS = 3660;
const MOST_TOP = 1000;

/** Returns the command with its options and help. */
export function buildDigestCommand(program: Program): Command {
  return new Command()
    .description(
      "Writes the newest day's papers, the best first and all others by topic: as Markdown, as HTML, as a mail ready to send, and as a feed.",
    )
    .option("--output <dir>", `output folder of a run (default: ${program.output})`)
    .option("--day <YYYY-MM-DD>", "day of listing (default: the newest there is)", parseDay)
    .option("--days <n>", "that day and those before it, n days in all (default: 1)", parseDays)
    .option("--top <n>", "papers to describe first; 0 for none (default: 5 of one day, 10 of several)", parseTop)
    .option(
      "--link <address>",
      "address of the published atlas, of the web or a path as seen from the digest; topics and papers are linked to their places in it",
      parseLink,
    )
    .option(
      "--follow <file>",
      "a digest for you: papers of what the file names, a topic's number, its label or a phrase on each line",
    )
    .option("--search <phrase>", "papers that this finds, too; may be given more than once", collectPhrases)
    .option(
      "--to <address>",
      "receiver of the mail; may be given more than once (default: none, a draft)",
      collectAddresses,
    )
    .option("--from <address>", `sender of the mail (default: ${DEFAULT_SENDER})`, parseSender)
    .option("--subject <text>", "subject of the mail (default: the digest's title)", parseLine)
    .option("--config <file>", CONFIG_HELP)
    .option("--no-config", NO_CONFIG_HELP)
    .option("--quiet", "say nothing but errors")
    .option("--json", "print what was made as JSON on standard output")
    .addHelpText("after", describeMore(program));
}

/**
 * Returns what the arguments ask for. What they leave open is as in the settings' file that `readFile` gives, if any. Throws a UserError on an
 * unknown option or an impossible value.
 */
export function parseDigestCommandLine(
  program: Program,
  args: readonly string[],
  readFile: (named: NamedConfig) => ConfigFile | null = () => null,
): DigestRequest {
  const command = buildDigestCommand(program);
  const text = readArguments(command, program, "digest", args);
  if (text !== null) return { kind: "print", text };
  const { config, quiet, json, ...given } = command.opts();
  const file = readFile(config);
  const { output, day, days, top, link, follow, search, to, from, subject } = {
    output: program.output,
    day: null,
    days: 1,
    top: null,
    link: null,
    follow: null,
    search: [],
    to: [],
    from: DEFAULT_SENDER,
    subject: null,
    ...(file?.settings.output !== undefined && { output: file.settings.output }),
    ...(file && readDigestSettings(file)),
    ...given,
  };
  if (output === "") throw new UserError("--output: must not be empty");
  if (follow === "") throw new UserError("--follow: must not be empty");
  if (quiet && json) throw new UserError("--quiet and --json: only one of them can be given");
  return {
    kind: "digest",
    settings: { output, day, days, top, link, follow, search, from, to, subject },
    quiet: quiet ?? (!json && file?.presentation.quiet === true),
    json: json ?? (!quiet && file?.presentation.json === true),
    configFile: file?.description ?? null,
  };
}

/** Returns the settings of the digest in a file, each read as its option is. */
function readDigestSettings({ path, digest }: ConfigFile): Partial<DigestSettings> {
  const { day, days, top, link, follow, search, to, from, subject } = digest;
  const read = <Value, Result>(name: string, value: Value | undefined, parse: (value: Value) => Result) => {
    try {
      return value === undefined ? {} : { [name]: parse(value) };
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw new UserError(`${path}: digest.${name}: ${JSON.stringify(value)}: ${error.message}`);
    }
  };
  return {
    ...read("day", day, parseDay),
    ...read("days", days, (value) => parseDays(String(value))),
    ...read("top", top, (value) => parseTop(String(value))),
    ...read("link", link, parseLink),
    ...read("follow", follow, (file) => file),
    ...read("search", search, (phrases) => phrases.reduce<string[]>((all, one) => collectPhrases(one, all), [])),
    ...read("to", to, (addresses) => addresses.reduce<string[]>((all, one) => collectAddresses(one, all), [])),
    ...read("from", from, parseSender),
    ...read("subject", subject, parseLine),
  };
}

function describeMore(program: Program): string {
  const call = (args = "") => writeCall(program, "digest", args);
  const examples = describeExamples([
    [call(), `the newest day, into ${program.output}/digest/`],
    [call("--output week --days 7"), "the last seven days of another atlas"],
    [call("--output week --day 2025-12-01 --to me@my.org"), "a mail to me, with the papers of that day"],
    [call('--to ann@my.org --to "Bob <bob@my.org>"'), "to two people"],
    [call('--from me@my.org --subject "Reading list"'), "from me, under another title"],
    [call("--link https://my.org/atlas.html"), "each topic and paper linked to its place in the atlas there"],
    [call('--follow topics.txt --search "kv cache"'), "what I follow alone"],
    [`sendmail -t < ${program.output}/digest/digest.eml`, "sends it; or open it in a mail program"],
  ]);
  return `${examples}

It reads atlas.duckdb and writes digest.md, digest.html, digest.eml, feed.xml (Atom) and the map with these papers lit, digest.svg and
digest.png, to <output>/digest/; with --follow or --search to <output>/digest-personal/. It needs no network, and the same database gives the
same bytes. A phrase is sought by meaning and words where the model of the papers' vectors is on this machine, else by words alone.

In a file to follow, what stands behind a # is a comment:
  12                      the topic of this number
  Robot learning          the topic with this label, or a phrase of it
  kv cache compression    a phrase that no topic has: papers that a search finds

Exit code: 0 done, 1 a bug (please report it), 2 something to fix, named in the message.`;
}

function parseDay(value: string): string {
  if (readDay(value) === null) throw new InvalidArgumentError("It must be a day, as YYYY-MM-DD.");
  return value;
}

function parseDays(value: string): number {
  const days = Number(value);
  if (!/^\d+$/.test(value) || days < 1 || days > MOST_DAYS)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_DAYS}.`);
  return days;
}

function parseTop(value: string): number {
  const top = Number(value);
  if (!/^\d+$/.test(value) || top > MOST_TOP)
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_TOP}.`);
  return top;
}

function parseLink(value: string): string {
  const address = readAtlasAddress(value);
  if (address === null)
    throw new InvalidArgumentError(
      "It must be an address such as https://my.org/atlas.html, or a path such as ../atlas.html, without a # and without a password.",
    );
  return address;
}

function collectPhrases(value: string, before: string[] = []): string[] {
  return [...before, parseLine(value)];
}

/** One line alone: a line break would let a value write headers of its own. */
function parseLine(value: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value)) throw new InvalidArgumentError("It must be one line of text.");
  return value;
}

function parseSender(value: string): string {
  const addresses = collectAddresses(value);
  if (addresses.length !== 1) throw new InvalidArgumentError("It must be one address.");
  return addresses[0]!;
}

function collectAddresses(value: string, before: string[] = []): string[] {
  const parsed = addressParser(parseLine(value), { flatten: true });
  const isAddress = ({ address }: { address: string }) => /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/.test(address);
  if (parsed.length === 0 || !parsed.every(isAddress))
    throw new InvalidArgumentError("It must be an address such as ann@my.org or Ann <ann@my.org>.");
  return [
    ...before,
    ...parsed.map(({ name, address }) => (name ? `"${name.replaceAll('"', "")}" <${address}>` : address)),
  ];
}
