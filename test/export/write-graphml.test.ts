import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { writeGraphml } from "../../pipeline/export/write-graphml.ts";
import { sampleMappedPaper } from "./sample-mapped-paper.ts";

it("writes a node a paper and an edge a pair, with the keys that tools read", () => {
  const papers = [
    sampleMappedPaper({ paper_id: "a", title: "<b>\u0001 & ]]>" }),
    sampleMappedPaper({ paper_id: "b", topic: null, topic_id: null, x: null, y: null, paper_url: null, urls: [] }),
  ];
  const text = writeGraphml(papers, [{ source: "a", target: "b", similarity: 0.75 }]);
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => found.push([name, ...Object.values(attributes)].join(" ")));
  parser.on("text", (value) => value.trim() && found.push(value));
  parser.write(text).close();
  expect(found).toEqual([
    "graphml http://graphml.graphdrawing.org/xmlns",
    "key node_label node label string",
    "key node_topic node topic string",
    "key node_topic_id node topic_id int",
    "key node_x node x double",
    "key node_y node y double",
    "key node_probability node probability double",
    "key node_role node role string",
    "key node_published node published string",
    "key node_url node url string",
    "key edge_weight edge weight double",
    "key edge_similarity edge similarity double",
    "graph neighbors undirected",
    "node a",
    ...["data node_label", "<b> & ]]>", "data node_topic", "Flight", "data node_topic_id", "3"],
    ...["data node_x", "1.5", "data node_y", "-2", "data node_probability", "0.75", "data node_role", "core"],
    ...["data node_published", "2023-11-24", "data node_url", "https://example.org/paper"],
    "node b",
    ...["data node_label", "On birds", "data node_probability", "0.75", "data node_role", "core"],
    ...["data node_published", "2023-11-24"],
    "edge a b",
    ...["data edge_weight", "0.75", "data edge_similarity", "0.75"],
  ]);
});
