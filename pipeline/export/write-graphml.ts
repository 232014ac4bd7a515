import type { Element } from "xast";
import { x } from "xastscript";
import { writeXml } from "../documents/write-xml.ts";
import { chooseExportedUrl } from "./exported-url.ts";
import type { MappedPaper, NeighborPair } from "./mapped-paper.ts";

const NAMESPACE = "http://graphml.graphdrawing.org/xmlns";

/** What nodes and edges tell, with the types of GraphML. Gephi shows what is named label, and places by x and y. */
const NODE_KEYS = {
  label: "string",
  topic: "string",
  topic_id: "int",
  x: "double",
  y: "double",
  probability: "double",
  role: "string",
  published: "string",
  url: "string",
} as const;
const EDGE_KEYS = { weight: "double", similarity: "double" } as const;

/**
 * Returns the papers and who is near whom as GraphML, which Gephi, Cytoscape, yEd and networkx read: an undirected graph, an edge for each
 * pair. The weight of an edge is its similarity.
 */
export function writeGraphml(papers: readonly MappedPaper[], pairs: readonly NeighborPair[]): string {
  const nodes = papers.map((paper) =>
    x("node", { id: paper.paper_id }, [...writeData("node", NODE_KEYS, describeNode(paper))]),
  );
  const edges = pairs.map(({ source, target, similarity }) =>
    x("edge", { source, target }, writeData("edge", EDGE_KEYS, { weight: similarity, similarity })),
  );
  const graph = x("graph", { id: "neighbors", edgedefault: "undirected" }, breakLines([...nodes, ...edges]));
  const keys = [...declareKeys("node", NODE_KEYS), ...declareKeys("edge", EDGE_KEYS)];
  return writeXml(x("graphml", { xmlns: NAMESPACE }, breakLines([...keys, graph])));
}

function describeNode(paper: MappedPaper): Record<keyof typeof NODE_KEYS, string | number | null> {
  const { title, topic, topic_id, x, y, probability, role, published } = paper;
  return { label: title, topic, topic_id, x, y, probability, role, published, url: chooseExportedUrl(paper) || null };
}

function declareKeys(place: "node" | "edge", keys: Readonly<Record<string, string>>): Element[] {
  return Object.entries(keys).map(([name, type]) =>
    x("key", { id: `${place}_${name}`, for: place, "attr.name": name, "attr.type": type }),
  );
}

function writeData<Key extends string>(
  place: "node" | "edge",
  keys: Readonly<Record<Key, string>>,
  values: Readonly<Record<NoInfer<Key>, string | number | null>>,
): Element[] {
  return (Object.keys(keys) as Key[]).flatMap((name) => {
    const value = values[name];
    return value === null ? [] : [x("data", { key: `${place}_${name}` }, String(value))];
  });
}

/** A line an element, for people and for diff. */
function breakLines(elements: Element[]): (Element | string)[] {
  return ["\n", ...elements.flatMap((element) => [element, "\n"])];
}
