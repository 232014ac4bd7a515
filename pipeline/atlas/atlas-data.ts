import type { NearestPapers } from "../search/spread-scores.ts";

/**
 * What travels in the page. Papers are columns: the place of a paper in them is its row, and everything else names a paper by its row. Topics are few:
 * they are plain objects, named by their id.
 */
export type AtlasData = {
  papers: PaperColumns;
  /** Every level; the order is that of topic_id. */
  topics: AtlasTopic[];
  /** Names of the input files, as folder/name; rows of `appearances.source` point into it. */
  sources: string[];
  dates: ShownDates;
  quality: MapQuality;
  /** ISO 639-1 code of the language of most papers; "" where none is known. */
  language: string;
  /** Phrases that are new or rise lately, the surest first; left out where there are none. */
  phrases?: RisingPhrase[];
};

/** What the days of `appearances` are: those of listing, or of the paper's publication, and how exactly they are known. */
export type ShownDates = { basis: "listed" | "published"; precision: "day" | "month" | "year" };

/** How far the map can be trusted: trustworthiness (Venna and Kaski 2001) of that many neighbours; null where it was not measured. */
export type MapQuality = { trustworthiness: number | null; neighbors: number | null };

/** Largest coordinate of a paper: the longer side of the map is 0 to 65,535. */
export const COORDINATE_RANGE = 65_535;
/** Probabilities, margins and similarities travel as whole ten-thousandths. */
export const FRACTION_UNIT = 10_000;
/** Stands for "none" in columns. */
export const NONE = -1;

/** Columns of the papers, in the order of paper_id. */
export type PaperColumns = {
  id: string[];
  /** Clean title: text, never markup. */
  title: string[];
  /** Place on the map: 0 to 65,535, both axes of one scale, y goes down. */
  x: Uint16Array;
  y: Uint16Array;
  /** topic_id of its topic, of level 0; -1 where it has none. */
  topicOf: Int32Array;
  /** Probability of its topic, in ten-thousandths. */
  probability: Uint16Array;
  /** topic_id of the topic with the next largest probability; -1 for none. */
  secondTopic: Int32Array;
  /** probability less that of the second topic, in ten-thousandths; below 0 where the paper's words overruled the votes. */
  margin: Int16Array;
  /** Cosine to the centroid of its topic, in ten-thousandths: how typical it is. */
  similarity: Int16Array;
  /** Place in ROLES. */
  role: Uint8Array;
  /** 1 for papers that came after the last fit and were placed among its topics; left out where there are none. */
  placed?: Uint8Array;
  /** Upvotes against those to be expected of its day, in hundredths: 100 is as many; -1 where none are known. Left out where no page counts any. */
  voteRatio?: Int32Array;
  /** arXiv identifier, or "". */
  arxivId: string[];
  urls: string[][];
  appearances: AppearanceColumns;
  /** Null where they come with the long texts. */
  nearest: NearestColumns | null;
};

/** Where the papers stood. Those of paper `row` are at `start[row]` up to, not including, `start[row + 1]`. */
export type AppearanceColumns = {
  start: Uint32Array;
  /** Place in `sources`. */
  source: Uint16Array;
  /** Days since 1970-01-01; -1 where no date is known. */
  day: Int32Array;
  /** -1 where the page gives none. */
  rank: Int32Array;
  upvotes: Int32Array;
  /** Left out where no page counts any; -1 where a page counts none. */
  comments?: Int32Array;
  /** Version of the arXiv paper; left out where no page gives one, -1 where a page gives none. */
  arxivVersion?: Int32Array;
};

/** Nearest papers, the nearest first. Those of paper `row` are at `start[row]` up to, not including, `start[row + 1]`. */
export type NearestColumns = {
  start: Uint32Array;
  row: Uint32Array;
  /** Cosine, in ten-thousandths. */
  similarity: Int16Array;
};

/** Returns the papers nearest to one, the nearest first. */
export function viewNearest({ start, row: rows, similarity }: NearestColumns, row: number): NearestPapers {
  const [from, to] = [start[row]!, start[row + 1]!];
  return { rows: rows.subarray(from, to), similarity: similarity.subarray(from, to) };
}

/** A topic of any level. */
export type AtlasTopic = {
  id: number;
  /** Broader topic; null at the broadest level, and for a topic that is like no other. */
  parent: number | null;
  /** 0 is the finest, which papers are in. */
  level: number;
  label: string;
  size: number;
  /** Mean cosine of its papers to its centroid. */
  cohesion: number | null;
  /** How well the papers of one half foretell which of the other half are in it. */
  stability: number | null;
  /** Whether it is a shelf of papers that have little to do with each other. */
  mixed: boolean;
  nearest: number | null;
  nearestSimilarity: number | null;
  /** As #rrggbb, on white and on the dark ground. */
  color: string;
  darkColor: string;
  /** Place of its densest paper, in the units of the papers. */
  x: number;
  y: number;
  terms: TopicTerm[];
  /** Single words that set it apart, the best first. */
  words: string[];
  evidence: AtlasEvidence[];
  /** Rows of its three most typical papers. */
  representatives: number[];
  /** Shorter name, unique too, where the pipeline gives one. */
  shortLabel?: string;
  /** Whether the label finds its papers and no others. */
  labelVerdict?: LabelVerdict;
  /** Share of its papers that contain a phrase of the label. */
  labelCoverage?: number;
  /** Share of the papers containing a phrase of the label that are its own. */
  labelPrecision?: number;
  /** Share of held-out papers that the label alone leads to it, and with the terms beside it. */
  routing?: number;
  routingWithTerms?: number;
  /** What it does lately; left out without days, or where nothing came before. */
  trend?: TopicTrend;
};

/** Papers since a day, counted from 1970-01-01, and before it. */
type Growth = { since: number; newPapers: number; earlierPapers: number };

/** What a topic does lately, against all days before; shares and the 95 % interval of their difference are 0 to 1. */
export type TopicTrend = Growth & {
  /** Null where it does nothing that is sure. */
  kind: TrendKind | "fading" | null;
  /** The day from which its share is another than before, looked for over all days; null where no change is sure. */
  changePoint: number | null;
  newShare: number;
  earlierShare: number;
  low: number;
  high: number;
};

/** new: nearly all came lately. */
export type TrendKind = "new" | "rising";

/** A phrase that stands in more papers lately than before, and the topic that most of these are in, null for none. */
export type RisingPhrase = Growth & { phrase: string; kind: TrendKind; topic: number | null };

/** The verdicts on a label, as in `topics.label_verdict`. */
export const LABEL_VERDICTS = ["fits", "provisional"] as const;

/** "provisional": few of the topic's papers, or many others, contain the label's phrases. */
export type LabelVerdict = (typeof LABEL_VERDICTS)[number];

/** A term of a topic, its weight, and how many papers of the topic and of all others contain it. */
export type TopicTerm = { term: string; score: number; inside: number; outside: number };

/** A sentence that contains the term of a label; the paper is a row. */
export type AtlasEvidence = { paper: number; term: string; sentence: string };

/** Longer texts, unpacked when first needed; a place in each list is a paper's row. */
export type AtlasTexts = {
  abstract: string[];
  /** Terms that tie the paper to its topic, the best first. */
  terms: PaperTerm[][];
  /** Sentences that tie the paper to its topic, the best first. */
  sentences: PaperSentence[][];
  details: PaperDetails[];
  /** Left out where they stand in the columns of the papers. */
  nearest?: NearestPapers[];
};

/** What the sources say of a paper beside its text; "" or an empty list for what they do not say. */
export type PaperDetails = {
  authors: string[];
  /** A day (2026-11-24), a month (2026-11) or a year (2026). */
  published: string;
  venue: string;
  categories: string[];
  keywords: string[];
  doi: string;
  paperUrl: string;
  codeUrl: string;
  projectUrl: string;
  /** ISO 639-1 code, such as en. */
  language: string;
  /** Remark of the authors. */
  authorComment: string;
};

/** A stretch of a paper's title or abstract, in UTF-16 units, the end exclusive. */
export type TextSpan = { field: "title" | "abstract"; start: number; end: number };

/** A term and where it stands; null where it stands in the text in another form only. */
export type PaperTerm = { term: string; weight: number; span: TextSpan | null };

/** Where a sentence stands, and how much it says about the topic. */
export type PaperSentence = { span: TextSpan; score: number };
