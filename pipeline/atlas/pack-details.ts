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

/** Puts lists into columns, one after the other. */
export type Packer<Item, Packed> = { add(item: Item): void; pack(): Packed };

/** Returns the details in columns. */
export function packDetails(details: readonly PaperDetails[]): PackedDetails {
  return packAll(createDetailPacker(), details);
}

/** Returns what puts details into columns, a paper after the other. */
export function createDetailPacker(): Packer<PaperDetails, PackedDetails> {
  const lists = LISTS.map((field) => ({ field, names: createNamePacker() }));
  const texts = TEXTS.map((field) => ({ field, names: createNamePacker() }));
  return {
    add(paper) {
      for (const { field, names } of lists) names.add(paper[field]);
      for (const { field, names } of texts) names.add(paper[field] ? [paper[field]] : []);
    },
    pack() {
      const packed = [...lists, ...texts].map(({ field, names }) => [field, names.pack()] as const);
      return Object.fromEntries(packed.filter(([, { names }]) => names.length > 0));
    },
  };
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
  return packAll(createNamePacker(), lists);
}

/** Returns what puts lists of names into columns. */
export function createNamePacker(): Packer<readonly string[], NameLists> {
  const places = new Map<string, number>();
  const count: number[] = [];
  const name: number[] = [];
  return {
    add(list) {
      count.push(list.length);
      for (const text of list) {
        const place = places.get(text);
        if (place === undefined) places.set(text, places.size + 1);
        name.push(place ?? 0);
      }
    },
    pack: () => ({ names: [...places.keys()], count: Uint32Array.from(count), name: Uint32Array.from(name) }),
  };
}

function packAll<Item, Packed>(packer: Packer<Item, Packed>, items: readonly Item[]): Packed {
  for (const item of items) packer.add(item);
  return packer.pack();
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
