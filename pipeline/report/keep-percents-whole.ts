const NO_BREAK_SPACE = "\u00a0";

/** Returns a copy of a tree in whose texts no line breaks before a percent sign, as in "17.5 %". */
export function keepPercentsWhole<Tree>(tree: Tree): Tree {
  return keep(tree) as Tree;
}

function keep(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(keep);
  if (node === null || typeof node !== "object") return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, keep(value)]));
  return copy.type === "text"
    ? { ...copy, value: String(copy.value).replace(/(\d) %/g, `$1${NO_BREAK_SPACE}%`) }
    : copy;
}
