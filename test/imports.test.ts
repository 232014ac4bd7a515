import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../pipeline/", import.meta.url));
const IMPORT = /(?:^(?:import|export)[^"';]*? from |^import |import\()"(\.[^"]+)"/gm;
const PROCESS = /\bprocess\.\w|from "(?:node:)?process"/;

/** Rooms that know neither the database nor how a run is made. */
const PURE_ROOMS = [
  "numeric",
  "topics",
  "labels",
  "reasons",
  "text",
  "charts",
  "dedupe",
  "search",
  "export",
  "documents",
];

const sources = new Map<string, string>();
for (const file of await readdir(ROOT, { recursive: true })) {
  if (file.endsWith(".ts") && !file.endsWith(".d.ts"))
    sources.set(file.replaceAll("\\", "/"), await readFile(join(ROOT, file), "utf8"));
}

const importsOf = new Map(
  [...sources].map(([file, source]) => [
    file,
    Array.from(source.matchAll(IMPORT), ([, path]) => normalize(join(dirname(file), path!)).replaceAll("\\", "/")),
  ]),
);

function listImports(isFrom: (file: string) => boolean, isTo: (file: string) => boolean): string[] {
  return [...importsOf]
    .filter(([file]) => isFrom(file))
    .flatMap(([file, imports]) => imports.filter(isTo).map((path) => `${file} -> ${path}`));
}

/** Returns one circle of imports, those of types included, as the files along it; none where there is no circle. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe("the imports of the pipeline", () => {
  it("are read: every file but a few is imported by another", () => {
    const imported = new Set([...importsOf.values()].flat());
    const loose = [...sources.keys()].filter((file) => !imported.has(file) && !file.startsWith("cli/"));
    expect(
      loose.filter((file) => !["index.ts", "atlas/client/main.ts", "numeric/kmeans-thread.ts"].includes(file)),
    ).toEqual([]);
  });

  it("go in no circle, types included", () => {
    expect(
      findCircle(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["b"]],
        ]),
      ),
    ).toEqual(["b", "c", "b"]);
    expect(findCircle(importsOf)).toEqual([]);
  });

  it("never lead from one stage to another", () => {
    const isStage = (file: string) => /^stages\/(?!stages\.ts)/.test(file);
    const names = new Set(
      [...sources.keys()].filter((file) => isStage(file) && sources.get(file)!.includes("defineStage(")),
    );
    expect(names.size).toBeGreaterThan(10);
    expect(listImports(isStage, (file) => names.has(file))).toEqual([]);
  });

  it.each(PURE_ROOMS)("never lead from %s to the database or the engine", (room) => {
    const isForbidden = (file: string) => /^(database|engine|stages|cli)\//.test(file);
    expect(listImports((file) => file.startsWith(`${room}/`), isForbidden)).toEqual([]);
  });

  it("never lead from the engine to topics or stages", () => {
    const isForbidden = (file: string) =>
      /^(topics|labels|reasons|charts|report|atlas|digest|stages|numeric|text)\//.test(file);
    expect(listImports((file) => file.startsWith("engine/"), isForbidden)).toEqual([]);
  });

  it("lead to the page's script only from the page's script: its bundler names it by URL", () => {
    const isClient = (file: string) => file.startsWith("atlas/client/");
    expect(listImports((file) => !isClient(file), isClient)).toEqual([]);
  });
});

describe("the process", () => {
  it("is asked for in cli/ alone", () => {
    const found = [...sources].filter(([file, source]) => !file.startsWith("cli/") && PROCESS.test(source));
    expect(found.map(([file]) => file)).toEqual([]);
  });
});
