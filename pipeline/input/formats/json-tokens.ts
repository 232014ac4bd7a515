/** Kinds of token of the scanner of jsonc-parser, which declares them in a way that no module can import. */
export const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  text: 10,
  end: 17,
} as const;

/** A bracket that is open where a scanner stands: whether it begins a list, and the key whose value it begins; "" where it has none. */
export type OpenBracket = { key: string; isList: boolean };

/** Keys of a document under which the list of its records stands. */
export const LIST_KEYS: readonly string[] = ["data", "results", "items"];

/** Returns whether the brackets that are open lead to the list of records of a document: the document itself, or a list in it under one of the keys. */
export function isRecordList(open: readonly OpenBracket[], listKeys = LIST_KEYS): boolean {
  const [root, list] = open;
  if (open.length === 1) return root!.isList;
  return open.length === 2 && !root!.isList && list!.isList && listKeys.includes(list!.key);
}
