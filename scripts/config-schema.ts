import { readFileSync } from "node:fs";
import { z } from "zod";
import { configFileSchema } from "../pipeline/cli/config-file.ts";

/** Files in which what a setting is for stands above it. */
const SOURCES = ["../pipeline/config.ts", "../pipeline/cli/config-file.ts"];

type JsonSchema = { description?: string; properties?: Record<string, JsonSchema> };

/**
 * Returns the JSON schema of topic-atlas.config.json, as text: made of the schema that checks it, with the comments above the settings as
 * descriptions. Throws where a setting has none.
 */
export function writeConfigSchema(): string {
  const schema = z.toJSONSchema(configFileSchema, { io: "input" }) as JsonSchema;
  const comments = new Map<string, string>();
  for (const source of SOURCES) {
    const text = readFileSync(new URL(source, import.meta.url), "utf8");
    for (const [, comment, name] of text.matchAll(/\/\*\* ([^\n]+) \*\/\n {2}(\$?\w+): /g))
      if (!comments.has(name!)) comments.set(name!, comment!);
  }
  const describe = (properties: Record<string, JsonSchema>, prefix = "") => {
    for (const [name, property] of Object.entries(properties)) {
      const description = DIGEST[prefix + name] ?? comments.get(name);
      if (description === undefined) throw new Error(`setting without a comment: ${prefix}${name}`);
      properties[name] = { description, ...property };
      if (property.properties) describe(property.properties, `${name}.`);
    }
  };
  describe(schema.properties!);
  return `${JSON.stringify({ title: "Settings of Topic Atlas", ...schema }, null, 2)}\n`;
}

/** A name that a run has too, for something else. */
const DIGEST: Record<string, string> = { "digest.from": "Sender of the mail." };
