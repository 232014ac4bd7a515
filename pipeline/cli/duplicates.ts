import { styleText } from "node:util";
import { askAtlas } from "../database/ask-atlas.ts";
import type { Database } from "../database/database.ts";
import { DECISION_FILE, keepDecision } from "../dedupe/decision-file.ts";
import { findText } from "../duplicates/find-text.ts";
import { countMerged, decideAgain, readPairs, readThresholds, type ShownPair } from "../duplicates/read-pairs.ts";
import { writePairs } from "../duplicates/write-pairs.ts";
import { UserError } from "../error.ts";
import { formatCount } from "../text/format-figure.ts";
import { type DuplicatesRequest, parseDuplicatesCommandLine } from "./duplicates-command-line.ts";
import { printJson, printNote, printText } from "./print.ts";
import { type Program, writeCall } from "./program.ts";

type Request = Extract<DuplicatesRequest, { kind: "duplicates" }>;

const WIDTH_WITHOUT_TERMINAL = 120;

/** Shows the pairs that the arguments ask for, or keeps their decisions, and returns the exit code. */
export async function duplicates(program: Program, args: readonly string[]): Promise<number> {
  const request = parseDuplicatesCommandLine(program, args);
  if (request.kind === "print") {
    printText(request.text);
    return 0;
  }
  await askAtlas(request.output, async (database) => {
    if (request.decisions.length > 0) await keepDecisions(database, program, request);
    else if (Object.keys(request.thresholds).length > 0) await showChanges(database, request);
    else await showPairs(database, request);
  });
  return 0;
}

async function keepDecisions(database: Database, program: Program, { output, decisions }: Request): Promise<void> {
  for (const { names, verdict } of decisions) {
    const [text_a, text_b] = [await findText(database, names[0]), await findText(database, names[1])];
    if (text_a === text_b) throw new UserError(`--${verdict}: ${names.join(" and ")} are one text: ${text_a}`);
    await keepDecision(output, { text_a, text_b, verdict });
    printText(`${verdict} one paper: ${text_a} and ${text_b}\n`);
  }
  printText(`Kept in ${DECISION_FILE}. ${writeCall(program, "run")} on the same input and output makes it so.\n`);
}

async function showPairs(database: Database, { shownKind, limit, json }: Request): Promise<void> {
  const pairs = await readPairs(database, shownKind, limit);
  if (json) return printJson(pairs);
  const merged = await countMerged(database);
  const counts = merged.map(({ kind, records }) => `${records} ${kind}`).join(", ") || "none";
  const order = shownKind === "exact" || shownKind === "decision" ? "in order of place" : "the most doubtful first";
  const found = pairs.length === 0 ? "No pair was weighed." : `${formatCount(pairs.length, "pair")}, ${order}:\n`;
  printText(`Records merged: ${counts}. ${shownKind !== null && pairs.length === 0 ? "No such pair." : found}\n`);
  print(pairs);
  if (shownKind === null && merged.some(({ kind }) => kind === "exact"))
    printNote("Equal texts are merged without being weighed: --kind exact shows them.");
}

async function showChanges(database: Database, { thresholds, shownKind, limit, json }: Request): Promise<void> {
  const all = await decideAgain(database, { ...(await readThresholds(database)), ...thresholds });
  const changes = shownKind === null ? all : all.filter(({ kind }) => kind === shownKind);
  if (json) return printJson(changes.slice(0, limit));
  const merged = changes.filter(({ isMerged }) => isMerged).length;
  printText(
    `It would merge ${formatCount(merged, "pair")} and part ${changes.length - merged}. Nothing was changed.\n\n`,
  );
  print(changes.slice(0, limit));
}

/** The texts are made printable before they are marked: marks are control characters. */
function print(pairs: readonly ShownPair[]): void {
  const { isTTY, columns } = process.stdout;
  const mark = isTTY ? (text: string) => styleText(["bold", "underline"], text) : null;
  if (pairs.length > 0)
    process.stdout.write(`${writePairs(pairs, { width: columns ?? WIDTH_WITHOUT_TERMINAL, mark })}\n`);
}
