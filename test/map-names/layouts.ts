import { readFileSync } from "node:fs";
import { createRandom, drawNormal, type Random } from "../../pipeline/random.ts";

/** Papers on a map, each with its topic of the finest level, and topics of all levels. */
export type Layout = {
  topics: { topic_id: number; parent_id: number | null; level: number; label: string }[];
  points: { x: number; y: number; topic_id: number | null }[];
};

type Blob = { x: number; y: number; spread: number; size: number; parent: number };

const NAMES = [
  "Quantization",
  "Speech, SSL models",
  "Retrieval-augmented generation, embedding models",
  "Learning dynamics, neural tangent kernels",
  "Mixed: neural network layers, activation functions",
  "Robots",
  "Graph neural networks",
  "Multi-turn conversations, dialogue",
];
const BROAD_NAMES = ["Language models", "Diffusion, video generation, 3D reconstruction", "Agents", "Neural networks"];

/** Returns the layout of a real run: "seeds" has 439 papers in 23 topics and 4 broad ones, "feed" 1,371 in 41 and 5. */
export function readLayout(name: "seeds" | "feed"): Layout {
  const file = new URL(`../fixtures/layouts/${name}.json`, import.meta.url);
  const { topics, points } = JSON.parse(readFileSync(file, "utf8"));
  return {
    topics: topics.map(([topic_id, parent_id, level, label]: [number, number | null, number, string]) => ({
      ...{ topic_id, parent_id, level, label },
    })),
    points: points.map(([x, y, topic_id]: [number, number, number | null]) => ({ x, y, topic_id })),
  };
}

/** Layouts that no run gave, by name: each seed moves every paper. */
export const MADE_UP_LAYOUTS: Record<string, (seed: number) => Layout> = {
  blobs: (seed) => drawBlobs(seed, 20, (random) => ({ x: 20 * random.next(), y: 14 * random.next(), spread: 0.6 })),
  overlapping: (seed) => drawBlobs(seed, 18, (random) => ({ x: 8 * random.next(), y: 6 * random.next(), spread: 1.1 })),
  ring: (seed) =>
    drawBlobs(seed, 24, (_, blob) => ({
      x: 10 * Math.cos((blob * Math.PI) / 12),
      y: 7 * Math.sin((blob * Math.PI) / 12),
      spread: 0.5,
    })),
  "one huge": (seed) =>
    drawBlobs(seed, 16, (random, blob) =>
      blob === 0
        ? { x: 8, y: 6, spread: 2.6, size: 400 }
        : { x: 16 * random.next(), y: 12 * random.next(), spread: 0.35, size: 9 },
    ),
  "three topics": (seed) =>
    drawBlobs(seed, 3, (random, blob) => ({ x: 6 * blob, y: 5 * random.next(), spread: 1.2 }), 1),
  "eighty topics": (seed) =>
    drawBlobs(seed, 80, (random) => ({ x: 24 * random.next(), y: 18 * random.next(), spread: 0.5 })),
};

function drawBlobs(
  seed: number,
  count: number,
  place: (random: Random, blob: number) => Partial<Blob> & { x: number; y: number; spread: number },
  parents = 4,
): Layout {
  const random = createRandom(seed, `layout/${count}`);
  const blobs = Array.from({ length: count }, (_, blob) => place(random, blob));
  const x = blobs.reduce((sum, blob) => sum + blob.x, 0) / count;
  const y = blobs.reduce((sum, blob) => sum + blob.y, 0) / count;
  // A broad topic is a quarter of the map, seen from its middle.
  const sector = (blob: { x: number; y: number }) =>
    Math.floor((Math.atan2(blob.y - y, blob.x - x) / Math.PI + 1) * 0.499 * parents + 0.001);
  const used = parents > 1 ? [...new Set(blobs.map(sector))].sort() : [];
  return {
    topics: [
      ...blobs.map((blob, index) => ({
        topic_id: index + 1,
        parent_id: used.length > 1 ? count + 1 + used.indexOf(sector(blob)) : null,
        level: 0,
        label: `${NAMES[index % NAMES.length]} ${index + 1}`,
      })),
      ...(used.length > 1 ? used : []).map((_, index) => ({
        topic_id: count + 1 + index,
        parent_id: null,
        level: 1,
        label: BROAD_NAMES[index]!,
      })),
    ],
    points: blobs.flatMap((blob, index) =>
      Array.from({ length: blob.size ?? 8 + random.integer(30) }, () => ({
        x: blob.x + blob.spread * drawNormal(random),
        y: blob.y + blob.spread * drawNormal(random),
        topic_id: random.next() < 0.03 ? 1 + random.integer(count) : index + 1,
      })),
    ),
  };
}
