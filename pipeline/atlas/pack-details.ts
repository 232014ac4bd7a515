import type { PaperDetails } from "./atlas-data.ts";

/** The details as they travel, a field each; one that no paper has is left out. A field of one text is a list of one, or of none. */
export type PackedDetails = { [Field in keyof PaperDetails]?: NameLists };

/** Lists of names, a list a paper; a name that many have is written once. */
export type NameLists = {
  /** In the order in which they first come up. */
  names: string[];
  /** How many each paper has. */
  count: Uint32Array;
  /** 0 for the next name that has not come up yet; else the place of the name, from 1. */
  name: Uint32Array;
};

const LISTS = ["authors", "categories", "keywords"] as const satisfies readonly (keyof PaperDetails)[];
const TEXTS = [
  "published",
  "venue",
  "doi",
  "paperUrl",
  "codeUrl",
  "projectUrl",
  "language",
  "authorComment",
] as const satisfies readonly (keyof PaperDetails)[];

/** Returns the details in columns. */
export function packDetails(details: readonly PaperDetails[]): PackedDetails {
  const packed: PackedDetails = {};
  for (const field of LISTS) packed[field] = packNames(details.map((paper) => paper[field]));
  for (const field of TEXTS) packed[field] = packNames(details.map((paper) => (paper[field] ? [paper[field]] : [])));
  return Object.fromEntries(Object.entries(packed).filter(([, { names }]) => names.length > 0));
}

/** Returns the details that `packDetails` was given, of that many papers. */
export function unpackDetails(packed: PackedDetails, papers: number): PaperDetails[] {
  const lists = (field: keyof PaperDetails) => (packed[field] ? unpackNames(packed[field]) : []);
  const [authors, categories, keywords] = LISTS.map(lists);
  const [published, venue, doi, paperUrl, codeUrl, projectUrl, language, authorComment] = TEXTS.map(lists);
  return Array.from({ length: papers }, (_, row) => ({
    authors: authors![row] ?? [],
    published: published![row]?.[0] ?? "",
    venue: venue![row]?.[0] ?? "",
    categories: categories![row] ?? [],
    keywords: keywords![row] ?? [],
    doi: doi![row]?.[0] ?? "",
    paperUrl: paperUrl![row]?.[0] ?? "",
    codeUrl: codeUrl![row]?.[0] ?? "",
    projectUrl: projectUrl![row]?.[0] ?? "",
    language: language![row]?.[0] ?? "",
    authorComment: authorComment![row]?.[0] ?? "",
  }));
}

/** Returns lists of names in columns. */
export function packNames(lists: readonly (readonly string[])[]): NameLists {
  const places = new Map<string, number>();
  const name = lists.flat().map((text) => {
    const place = places.get(text);
    if (place === undefined) places.set(text, places.size + 1);
    return place ?? 0;
  });
  return {
    names: [...places.keys()],
    count: Uint32Array.from(lists, (list) => list.length),
    name: Uint32Array.from(name),
  };
}

/** Returns the lists that `packNames` was given. */
export function unpackNames({ names, count, name }: NameLists): string[][] {
  let next = 0;
  let fresh = 0;
  return Array.from(count, (size) =>
    Array.from({ length: size }, () => {
      const place = name[next++]!;
      return names[place === 0 ? fresh++ : place - 1]!;
    }),
  );
}
