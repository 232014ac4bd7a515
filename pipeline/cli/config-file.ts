import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { type Config, configSchema, explain } from "../config.ts";
import { describeError, UserError } from "../error.ts";
import { STANDARD_INPUT } from "../input/standard-input.ts";
import { toPrintableLine } from "../text/printable.ts";

/** The settings' file that is read unasked, from the folder one stands in. */
export const CONFIG_FILE = "topic-atlas.config.json";

/** Help of the options by which another settings' file is named, or none. */
export const CONFIG_HELP = `read settings from this file (default: ${CONFIG_FILE} of this folder, if there); options win over it`;
export const NO_CONFIG_HELP = "read settings from no file";

/** What --config and --no-config say: a file, none (false), or nothing. */
export type NamedConfig = string | false | undefined;

const presentationSchema = z.strictObject({
  /** Say nothing but warnings and errors. */
  quiet: z.boolean().optional(),
  /** Say more. */
  verbose: z.boolean().optional(),
  /** Print what was made as JSON on standard output. */
  json: z.boolean().optional(),
});

const digestSchema = z.strictObject({
  /** Day of listing, as YYYY-MM-DD; the newest there is where none is given. */
  day: z.string().optional(),
  /** That day and those before it: so many in all. */
  days: z.int().min(1).optional(),
  /** Papers to describe first; five of one day and ten of several where it is not given. */
  top: z.int().min(0).optional(),
  /** Address of the published atlas, of the web or a path as seen from the digest. */
  link: z.string().optional(),
  /** File of what someone follows, a topic's number, its label or a phrase on each line: the digest is for them. */
  follow: z.string().optional(),
  /** Phrases to search for: the digest is of what they find, too. */
  search: z.array(z.string()).optional(),
  /** Receivers of the mail. */
  to: z.array(z.string()).optional(),
  /** Sender of the mail. */
  from: z.string().optional(),
  /** Subject of the mail. */
  subject: z.string().optional(),
});

/** All that a settings' file may hold. */
export const configFileSchema = z.strictObject({
  /** Where editors find what the file may hold. */
  $schema: z.string().optional(),
  ...configSchema.shape,
  ...presentationSchema.shape,
  /** Settings of the digest. */
  digest: digestSchema.optional(),
});

/** What a settings' file gives: what it leaves open is absent. */
export type ConfigFile = {
  path: string;
  /** Says that it is used, and for which settings. */
  description: string;
  settings: Partial<Config>;
  presentation: z.infer<typeof presentationSchema>;
  digest: z.infer<typeof digestSchema>;
};

const LARGEST_FILE = 2 ** 20;

/**
 * Returns the settings of the named file, or of topic-atlas.config.json where none is named and it is there; null without a file. Paths in it
 * are relative to it. Throws a UserError that names file, setting, value and what it must be.
 */
export function readConfigFile(named: NamedConfig): ConfigFile | null {
  if (named === false) return null;
  const path = named ?? CONFIG_FILE;
  const text = readText(path, named !== undefined);
  if (text === null) return null;
  const values = checkValues(path, parseJson(path, text));
  const { $schema: _, quiet, verbose, json, digest = {}, ...settings } = values;
  const names = Object.keys(values).filter((name) => name !== "$schema");
  return {
    path,
    description: `Settings of ${path}: ${names.join(", ") || "none"}`,
    settings: placeBeside(path, settings as Partial<Config>),
    presentation: { quiet, verbose, json } as ConfigFile["presentation"],
    digest: placeFollowed(path, digest as ConfigFile["digest"]),
  };
}

function readText(path: string, isNamed: boolean): string | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: isNamed });
    if (!stats) return null;
    if (!stats.isFile()) throw new UserError(`${path}: is no file. Check --config.`);
    if (stats.size > LARGEST_FILE) throw new UserError(`${path}: ${stats.size} bytes, at most ${LARGEST_FILE}`);
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path}: cannot be read: ${describeError(error)}`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path}: not JSON: ${toPrintableLine(describeError(error))}`);
  }
}

/** Returns the values as they stand in the file, without defaults, once all of them are known to be good. */
function checkValues(path: string, values: unknown): Record<string, unknown> {
  const { success, error } = configFileSchema.safeParse(values);
  if (success) return values as Record<string, unknown>;
  throw new UserError(error.issues.map((issue) => `${path}: ${describeIssue(issue, values)}`).join("\n"));
}

function describeIssue(issue: z.core.$ZodIssue, values: unknown): string {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(issue.path[0] === "digest" ? digestSchema.shape : configFileSchema.shape);
    return issue.keys.map((key) => `${[...issue.path, key].join(".")}: ${describeUnknown(key, known)}`).join("; ");
  }
  let value: unknown = values;
  for (const step of issue.path) value = (value as Record<PropertyKey, unknown>)[step];
  const shown = toPrintableLine(JSON.stringify(value)?.slice(0, 80) ?? "");
  if (issue.path.length === 0) return `${shown}: must be an object of settings`;
  return `${issue.path.join(".")}: ${shown}: ${explain(issue)}`;
}

function describeUnknown(key: string, known: readonly string[]): string {
  const camel = key.replace(/[-_]+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const near = closest(camel, known);
  const isNear = distance(camel.toLowerCase(), near.toLowerCase()) <= Math.max(2, Math.floor(near.length / 3));
  return `unknown setting${isNear ? `: did you mean ${near}?` : ""}`;
}

/** Makes paths relative to the file, not to the folder one stands in. A model is a path where it begins as one. */
function placeBeside(path: string, settings: Partial<Config>): Partial<Config> {
  const place = (name: string) => placePath(path, name);
  const { input, output, model, vectorsFrom } = settings;
  return {
    ...settings,
    ...(input && { input: input.map((name) => (name === STANDARD_INPUT ? name : place(name))) }),
    ...(output && { output: place(output) }),
    ...(vectorsFrom && { vectorsFrom: place(vectorsFrom) }),
    ...(model && { model: /^\.\.?(?:\/|$)/.test(model) ? place(model) : model }),
  };
}

function placeFollowed(path: string, digest: ConfigFile["digest"]): ConfigFile["digest"] {
  return digest.follow ? { ...digest, follow: placePath(path, digest.follow) } : digest;
}

function placePath(file: string, name: string): string {
  const folder = relative(".", dirname(file));
  return folder === "" || isAbsolute(name) ? name : join(folder, name);
}
