import type { TableField } from "./table-fields.ts";

/**
 * Names of columns that programs write, by the field that they mean, the best first; names in one entry are as good as each other. Of reference
 * managers (Zotero, Mendeley, Rayyan, Covidence), Web of Science (its two letters), Scopus, Dimensions, OpenAlex, IEEE, Lens, PubMed, arXiv
 * sets, and words of other languages. `keyOfColumn` is how they are compared.
 */
const KNOWN_NAMES: Readonly<Partial<Record<TableField, readonly string[]>>> = {
  title: [
    "title",
    "article title | paper title | document title | item title | work title | publication title (original)",
    "ti | display name | titles | titel | titre | titulo | titolo | tytul | nazev | naslov | otsikko | tittel | 标题 | 标题名 | 题名 | 標題 | タイトル | 論文タイトル | 論題 | 제목 | название | заголовок",
    "primary title | original title | t1 | headline | name",
  ],
  abstract: [
    "abstract",
    "abstract note | ab | abstracts | abstract text | paper abstract",
    "summary | summaries | zusammenfassung | kurzfassung | abstrakt | resume | resumen | resumo | riassunto | sommario | samenvatting | sammanfattning | 摘要 | 要旨 | 抄録 | 概要 | 초록 | аннотация",
    "n2 | description | beschreibung | descripcion | content text | content | text | body",
  ],
  published: [
    "publication date | publication date online | publication date print | date published | published | published date | pub date | date of publication | cover date | erscheinungsdatum | veroffentlicht | veroffentlichungsdatum | date de publication | fecha de publicacion | data de publicacao | 出版日期 | 発行日",
    "publication year | year | py | published year | pub year | pubyear | y1 | jahr | erscheinungsjahr | publikationsjahr | annee | annee de publication | ano | ano de publicacion | anno | 年份 | 年 | 出版年 | 発行年 | 연도",
  ],
  date: [
    "listed date | date listed | listed | listed on | listed text",
    "date | datum | fecha | data | 日期 | 日付",
    "created | created at | create date | submitted | submission date | posted",
  ],
  authors: [
    "authors | author s",
    "author | author names | au | creators | creator | autoren | verfasser | auteurs | autores | autori | autor | auteur | autore | 作者 | 著者 | 저자",
    "author full names | af | authorships | authorships author display name | a1",
  ],
  venue: [
    "venue",
    "journal",
    "source title",
    "publication title",
    "so",
    "journal title",
    "journal book",
    "publication name",
    "container title",
    "publication venue",
    "journal name",
    "journal ref",
    "published in",
    "book title",
    "proceedings title",
    "conference",
    "conference name",
    "periodical",
    "primary location source display name",
    "host venue display name",
    "zeitschrift",
    "revue",
    "revista",
    "rivista",
    "t2",
    "source",
    "期刊",
    "刊名",
    "雑誌名",
  ],
  keywords: [
    "author keywords",
    "manual tags | automatic tags",
    "keywords",
    "de",
    "keyword",
    "tags",
    "ai keywords",
    "schlagworter",
    "schlagworte",
    "stichworter",
    "mots cles",
    "palabras clave",
    "palavras chave",
    "parole chiave",
    "关键词",
    "キーワード",
    "키워드",
    "index keywords",
    "ieee terms",
    "mesh terms",
    "kw",
  ],
  categories: [
    "categories",
    "category",
    "terms",
    "fields of study",
    "wos categories",
    "wc",
    "sc",
    "research areas",
    "subjects",
    "subject",
    "primary category",
    "for anzsrc categories",
    "kategorien",
    "kategorie",
    "categorias",
    "categorie",
    "分类",
  ],
  doi: ["doi", "di", "digital object identifier", "doi link", "do"],
  arxiv_id: ["arxiv id", "arxiv", "arxiv number", "eprint", "arxiv identifier"],
  id: ["id", "paper id", "identifier", "external id"],
  url: [
    "paper url",
    "url",
    "link",
    "article url",
    "abs url",
    "landing page url",
    "primary location landing page url",
    "source url",
    "web url",
    "href",
    "ur",
    "source linkout",
    "dimensions url",
    "lien",
    "enlace",
    "pdf url",
    "pdf link",
  ],
  code_url: ["code url", "code", "code link", "github", "github url", "github repo", "repository"],
  project_url: ["project url", "project page", "project", "homepage"],
  language: [
    "language",
    "lang",
    "la",
    "language of original document",
    "sprache",
    "langue",
    "idioma",
    "lingua",
    "语言",
  ],
  author_comment: ["author comment", "arxiv comment", "comment"],
  rank: ["rank"],
  upvotes: ["upvotes", "votes", "num upvotes"],
  comments: ["comments", "num comments", "comment count"],
};

/** Columns of classes of Web of Science: they have commas inside. */
export const WEB_OF_SCIENCE_CLASSES: ReadonlySet<string> = new Set(["woscategories", "wc", "researchareas", "sc"]);

/** Known names as keys, tier by tier, the best first. */
export const KNOWN_COLUMNS: ReadonlyMap<TableField, readonly ReadonlySet<string>[]> = new Map(
  Object.entries(KNOWN_NAMES).map(([field, tiers]) => [
    field as TableField,
    tiers.map((names) => new Set(names.split(" | ").map(keyOfColumn))),
  ]),
);

/** Names that mean the day of listing where nothing better does, and the day of publication where something does. */
export const PLAIN_DATES: ReadonlySet<string> = KNOWN_COLUMNS.get("date")![1]!;

/** Parts of names that mean the title or the abstract where no column has a known name: "Paper title (short)", "The abstract". */
export const TELLING_PARTS: ReadonlyMap<TableField, RegExp> = new Map([
  ["title", /title|titel|titre|titulo|papername|nameofpaper/],
  ["abstract", /abstract|summary|zusammenfassung|resum/],
]);

/** Names of the day on which something came into a library: no day of listing, and a sign that a plain date is one of publication. */
export const ADDED_DATES: ReadonlySet<string> = new Set(
  ["date added", "added", "date added to xplore", "added on"].map(keyOfColumn),
);

/** Returns the name of a column without case, accents, spaces and signs: "Publication_Year" and "publication year" are one. */
export function keyOfColumn(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
