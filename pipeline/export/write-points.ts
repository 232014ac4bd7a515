import { chooseExportedUrl } from "./exported-url.ts";
import type { MappedPaper } from "./mapped-paper.ts";

/**
 * Returns papers as points of a GeoJSON FeatureCollection, whose coordinates are places on the map and no degrees: tools take them as a plane.
 */
export function writePoints(papers: readonly MappedPaper[]): string {
  const features = papers.map((paper) => ({
    type: "Feature",
    id: paper.paper_id,
    geometry: paper.x === null ? null : { type: "Point", coordinates: [paper.x, paper.y] },
    properties: {
      paper_id: paper.paper_id,
      title: paper.title,
      topic_id: paper.topic_id,
      topic: paper.topic,
      probability: paper.probability,
      role: paper.role,
      published: paper.published,
      listed: paper.listed[0] ?? null,
      url: chooseExportedUrl(paper) || null,
    },
  }));
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  return `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`;
}
