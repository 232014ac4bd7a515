/** A bracket that is open: whether it begins a list, and the key whose value it begins; "" where it has none. */
export type OpenBracket = { key: string; isList: boolean };

/** Keys of a document under which the list of its records stands. */
const LIST_KEYS: readonly string[] = ["data", "results", "items", "recommendedPapers"];

/**
 * Returns whether the brackets that are open lead to the list of records of a document: the document itself, a list in it under one of the
 * keys, or the items of a message, as Crossref answers.
 */
export function isRecordList(open: readonly OpenBracket[]): boolean {
  const [root, second, third] = open;
  if (open.length === 1) return root!.isList;
  if (root?.isList !== false || open.at(-1)?.isList !== true) return false;
  if (open.length === 2) return LIST_KEYS.includes(second!.key);
  return open.length === 3 && !second!.isList && second!.key === "message" && third!.key === "items";
}

/** Returns how many brackets are open around a record. */
export function findRecordDepth(open: readonly OpenBracket[]): number {
  for (const depth of [1, 2, 3]) if (isRecordList(open.slice(0, depth))) return depth;
  return 0;
}
