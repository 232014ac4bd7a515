import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../error.ts";
import { hashText } from "../hash.ts";
import type { Decision } from "./group-texts.ts";

/** The file in the output folder that keeps what someone decided of pairs of texts, for all later runs. */
export const DECISION_FILE = "duplicate-decisions.json";

const LONGEST_FILE = 16 * 2 ** 20;

const textId = z.string().regex(/^[0-9a-f]{16}$/, "must be 16 hexadecimal digits");

const decisionsSchema = z.array(
  z.strictObject({ text_a: textId, text_b: textId, verdict: z.enum(["always", "never"]) }),
);

/** Returns the decisions that stand in an output folder, in their order; none where it has no such file. Throws a UserError on a broken file. */
export async function readDecisions(folder: string): Promise<Decision[]> {
  const path = join(folder, DECISION_FILE);
  const text = await readText(path);
  if (text === null) return [];
  if (text.length > LONGEST_FILE)
    throw new UserError(`${path}: ${text.length} characters: at most ${LONGEST_FILE} are read`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path}: is no JSON: ${(error as Error).message}. Mend it, or move it away.`);
  }
  const parsed = decisionsSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(`${path}: ${issue!.path.join(".")}: ${issue!.message}. Mend it, or move it away.`);
}

/** Returns a hash of the decisions in an output folder. */
export async function hashDecisions(folder: string): Promise<string> {
  return hashText((await readText(join(folder, DECISION_FILE))) ?? "");
}

/** Adds a decision to those of an output folder, in the place of an earlier one on the same pair. */
export async function keepDecision(folder: string, decision: Decision): Promise<void> {
  const isSamePair = ({ text_a, text_b }: Decision) =>
    (text_a === decision.text_a && text_b === decision.text_b) ||
    (text_a === decision.text_b && text_b === decision.text_a);
  const decisions = [...(await readDecisions(folder)).filter((earlier) => !isSamePair(earlier)), decision];
  const path = join(folder, DECISION_FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(decisions, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new UserError(`${path}: cannot be read: ${(error as Error).message}`);
  }
}
