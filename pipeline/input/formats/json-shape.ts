import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileHead } from "../file-content.ts";
import { findRecordDepth, isRecordList, type OpenBracket } from "./json-lists.ts";

/** What the first bytes of a file show of its JSON. */
export type JsonShape = {
  /** An object on each line; else the file is one document. */
  isLines: boolean;
  /** The key under which the list of records stands, "" where the document is the list; null where it has none. */
  listKey: string | null;
  /** Keys of the first records; those of objects and lists in them too, as `paper.id`. */
  keys: ReadonlySet<string>;
  /** The first record where it is a text, not an object. */
  firstText: string | null;
};

/** Deeper keys say nothing of a format. */
const DEEPEST_KEY = 2;

/** A text, the last one perhaps without its end, or a sign of structure. */
const TOKEN = /"((?:[^"\\]|\\.)*)(?:"|$)|[{}[\],:]/gs;

const shapes = new WeakMap<FileHead, JsonShape | null>();

/** Returns what the first bytes of a file show of its JSON; null where they are none. */
export function readJsonShape(head: FileHead): JsonShape | null {
  const known = shapes.get(head);
  if (known !== undefined) return known;
  const shape = scanShape(decodeLoosely(head.bytes));
  shapes.set(head, shape);
  return shape;
}

/** Returns whether the first records of a file have all these keys. */
export function hasJsonKeys(head: FileHead, ...keys: string[]): boolean {
  const shape = readJsonShape(head);
  return shape !== null && keys.every((key) => shape.keys.has(key));
}

function scanShape(text: string): JsonShape | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const keys = new Set<string>();
  const open: OpenBracket[] = [];
  let isDocument = !/^\s*\{/.test(text) || !isFirstLineWhole(text.trimStart());
  const isOfLines = !isDocument && text.trim().includes("\n");
  let listKey: string | null = null;
  let firstText: string | null = null;
  let key = "";
  let lastText = "";
  for (const [token, inside] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      open.push({ key, isList: token === "[" });
      key = "";
      if (isOfLines || !isRecordList(open)) continue;
      isDocument = true;
      listKey ??= open.at(-1)!.key;
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (inside !== undefined) {
      lastText = inside;
      if (isRecordList(open)) firstText ??= lastText;
    } else if (token === ":") {
      key = lastText;
      const path = [...open.slice(findRecordDepth(open)).map((bracket) => bracket.key), key].filter(Boolean);
      if (path.length <= DEEPEST_KEY) keys.add(path.join("."));
    } else {
      key = "";
    }
  }
  return { isLines: !isDocument, listKey, keys, firstText };
}

/** Returns whether the first line holds its object to the end, or would but for a fault: the next line begins another. */
function isFirstLineWhole(text: string): boolean {
  const [first = "", second = ""] = text.split(/\n+/, 2);
  if (second === "") return true;
  if (/[[,:{]\s*$/.test(first)) return false;
  return second.startsWith("{") || /^\{.*\}\s*$/.test(first);
}
