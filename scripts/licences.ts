/** A package of the lockfile; `licence` is an SPDX expression. */
export type Dependency = { name: string; version: string; licence: string; use: "runtime" | "development" };

/** Licences that ask for no more than that they be kept, or, as MPL-2.0, for changes to the package's own files, of which there are none. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Licences that one package alone may have. */
const EXCEPTIONS: { name: RegExp; licence: string; reason: string }[] = [
  {
    name: /^@img\/sharp-/,
    licence: "LGPL-3.0-or-later",
    reason:
      "libvips, a library of its own that transformers.js loads through sharp; no image is given to it but charts of the notebooks and pictures of docs/, in a checkout",
  },
];

/** Returns what a package-lock.json lists, other platforms' packages too, sorted by name. A licence that it does not tell is "unknown". */
export function readDependencies(lock: string): Dependency[] {
  type Entry = { version: string; license?: string; dev?: boolean };
  const packages = Object.entries<Entry>(JSON.parse(lock).packages).filter(([path]) => path !== "");
  return packages
    .map(([path, { version, license, dev }]): Dependency => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      return { name, version, licence: license ?? "unknown", use: dev ? "development" : "runtime" };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the dependencies whose licence is not allowed. */
export function findRefused(dependencies: readonly Dependency[]): Dependency[] {
  return dependencies.filter(({ name, licence }) => {
    const excepted = EXCEPTIONS.filter((exception) => exception.name.test(name)).map((exception) => exception.licence);
    return !isAllowed(licence, new Set([...ALLOWED, ...excepted]));
  });
}

/** Of licences joined by OR one must be allowed, of those joined by AND all; an expression with both is not. */
function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  const any = bare.split(" OR ");
  return any.length > 1
    ? any.some((licence) => allowed.has(licence))
    : bare.split(" AND ").every((licence) => allowed.has(licence));
}
