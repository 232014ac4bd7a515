import { createScanner } from "jsonc-parser";
import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileHead } from "../file-content.ts";
import { isRecordList, type OpenBracket, TOKEN } from "./json-tokens.ts";

/** What the first bytes of a file show of its JSON. */
export type JsonShape = {
  /** An object on each line; else the file is one document. */
  isLines: boolean;
  /** Keys of the first records; those of objects and lists in them too, as `paper.id`. */
  keys: ReadonlySet<string>;
  /** The first record where it is a text, not an object. */
  firstText: string | null;
};

/** Deeper keys say nothing of a format. */
const DEEPEST_KEY = 2;

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
  const scanner = createScanner(text, true);
  const keys = new Set<string>();
  const open: OpenBracket[] = [];
  let isDocument = !/^\s*\{/.test(text) || !isFirstLineWhole(text.trimStart());
  const isOfLines = !isDocument && text.trim().includes("\n");
  let firstText: string | null = null;
  let key = "";
  let lastText = "";
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) {
      open.push({ key, isList: token === TOKEN.openBracket });
      key = "";
      isDocument ||= !isOfLines && isRecordList(open);
    } else if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) {
      open.pop();
    } else if (token === TOKEN.text) {
      lastText = scanner.getTokenValue();
      if (isRecordList(open)) firstText ??= lastText;
    } else if (token === TOKEN.colon) {
      key = lastText;
      const path = [...open.slice(findRecordDepth(open)).map((bracket) => bracket.key), key].filter(Boolean);
      if (path.length <= DEEPEST_KEY) keys.add(path.join("."));
    } else if (token === TOKEN.comma) {
      key = "";
    }
  }
  return { isLines: !isDocument, keys, firstText };
}

/** Returns whether the first line holds its object to the end, or would but for a fault: the next line begins another. */
function isFirstLineWhole(text: string): boolean {
  const [first = "", second = ""] = text.split(/\n+/, 2);
  if (second === "") return true;
  if (/[[,:{]\s*$/.test(first)) return false;
  return second.startsWith("{") || /^\{.*\}\s*$/.test(first);
}

/** Returns how many brackets are open around a record. */
function findRecordDepth(open: readonly OpenBracket[]): number {
  if (isRecordList(open.slice(0, 1))) return 1;
  return isRecordList(open.slice(0, 2)) ? 2 : 0;
}
