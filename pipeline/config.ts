import { z } from "zod";
import { readServerAddress } from "./embedding/server-address.ts";
import { UserError } from "./error.ts";
import { flagOf, TABLE_FIELDS, type TableField } from "./input/table/table-fields.ts";
import { readMemory } from "./memory.ts";
import { MOST_SHARDS } from "./shards/shard-number.ts";

/** What the model, Node.js and the database take for themselves. */
const LEAST_MEMORY = "1GB";

/** Every setting of a run with its default: the one place where a number is chosen. What stands above each is its help in editors, too. */
export const configSchema = z.strictObject({
  /** Files, folders or patterns to read; - is standard input. */
  input: z.array(z.string().min(1)).min(1).default(["seeds"]),
  /** Columns of tables, by the field that they hold, where a guess from their names is not right; `vectors` are taken instead of the model's. */
  fields: z.partialRecord(z.enum(TABLE_FIELDS), z.string("must be the name of a column").min(1)).default({}),
  /** Folder for everything produced; the database is atlas.duckdb in it. */
  output: z.string().min(1).default("output"),
  /** Seed of all random choices. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** "auto": fine topics with broader ones above, as many as the scan finds; "fine" or "broad": one of these levels alone; or the number of fine ones. */
  topics: z
    .union(
      [z.enum(["auto", "broad", "fine"]), z.int().min(2)],
      "must be auto, broad, fine or a whole number of at least 2",
    )
    .default("auto"),
  /** "topic": centred vectors joined with the words; "raw": the model's vectors as they are. */
  space: z.enum(["topic", "raw"]).default("topic"),
  /** Folder with a model, or the name of one that comes with the program, was fetched before, or is on the Hugging Face hub. */
  model: z.string().min(1).default("sentence-transformers/all-MiniLM-L6-v2"),
  /** Weights to use: fp16 and fp32 calculate alike, q8 is twice as fast and rougher; auto takes fp16 where it is at hand, else what is. */
  dtype: z.enum(["auto", "fp16", "fp32", "q8"]).default("auto"),
  /** Address of a server that embeds in the place of a model on this machine, as OpenAI's /v1/embeddings; the texts are sent there. Its key is read from TOPIC_ATLAS_EMBEDDER_KEY. */
  embedder: z.string().min(1).optional(),
  /** Name of the model on that server. */
  embedderModel: z.string().min(1).optional(),
  /** Word pieces after which a text is cut. */
  maxTokens: z.int().min(8).max(8192).default(512),
  /** Folder of vectors that `topic-atlas embed` wrote on this machine or others: they are taken, and texts that it lacks are embedded here. */
  vectorsFrom: z.string().min(1).optional(),
  /** "local": this machine embeds; "ray": a cluster of Ray does, with the same result, and all else is done here. */
  engine: z.enum(["local", "ray"]).default("local"),
  /** Address of Ray's dashboard, such as http://127.0.0.1:8265. */
  rayAddress: z.string().min(1).optional(),
  /** Shards that a job of Ray is cut into; as many as suit its texts where it is not given. */
  rayShards: z.int().min(1).max(MOST_SHARDS).optional(),

  /** What a run may take of memory, such as 2GB or 1500MB: the database in it, and all that is held beside it. */
  memory: z
    .string("must be an amount, such as 2GB or 1500MB")
    .refine((amount) => isMemory(amount), `must be an amount from ${LEAST_MEMORY}, such as 2GB or 1500MB`)
    .default("4GB"),

  /** Agreement of texts from which on records of one identifier are one paper. */
  identityThreshold: z.number().min(0).max(1).default(0.3),
  /** Nearness of wording from which on records are one paper. */
  nearThreshold: z.number().min(0).max(1).default(0.6),
  /** Nearness of meaning from which on records are one paper. */
  semanticThreshold: z.number().min(0).max(1).default(0.76),

  /** Put all of the map into atlas.html, however many papers; otherwise long texts of more than 10,000 papers stand in atlas-data beside it. */
  singleFile: z.boolean().default(false),

  /** Run this stage and those after it even if nothing changed. */
  from: z.string().optional(),
  /** Run this stage alone. */
  only: z.string().optional(),
  /** Run every stage, and embed every text, even if nothing changed. */
  force: z.boolean().default(false),
  /** When topics and map are fitted anew: "auto" once the papers have drifted away from the last fit, "never" or "now"; between fits new papers are placed among the old. */
  refit: z.enum(["auto", "never", "now"]).default("auto"),
  /** Forget the last fit, with its ids, names, colours and history, as if the folder were empty; the vectors of texts are kept. */
  fromScratch: z.boolean().default(false),
  /** Runs whose topics, papers and map stay in the file, for diff; the oldest are forgotten first. A run that changes nothing is none of them. */
  keepRuns: z.int().min(2).default(100),

  /** Weight of the lexical part of the topic space against the dense part of weight 1. */
  lexicalWeight: z.number().min(0).default(0.6),
  /** Terms in more than this share of the papers say nothing about a topic. */
  maxDocumentShare: z.number().gt(0).max(1).default(0.1),
  /** Terms in fewer papers than this are left out of the lexical part. */
  minDocumentCount: z.int().min(1).default(2),
  /** Dimensions of the latent semantic analysis of the words. */
  lsaDimensions: z.int().min(2).default(100),
  /** Dimensions that are kept of dense and lexical part together. */
  pcaDimensions: z.int().min(2).default(50),
  /** Nearest neighbours that a paper's vector is smoothed over. */
  smoothingNeighbors: z.int().min(0).default(10),
  /** Share of the neighbours' mean in a smoothed vector. */
  smoothingWeight: z.number().min(0).max(1).default(0.5),
  /** Nearest papers that are stored for each paper. */
  storedNeighbors: z.int().min(1).default(20),

  /** Starts of the k-means that cuts the consensus; the one of lowest inertia is kept. */
  restarts: z.int().min(1).default(20),
  /** Starts of each k-means of the scan. */
  scanRestarts: z.int().min(1).default(1),
  /** Pairs of subsamples by which the scan measures stability. */
  scanPairs: z.int().min(1).default(8),
  /** Times that the scan splits the papers in halves, of which one predicts the other. */
  scanSplits: z.int().min(1).default(6),
  /** Papers that the scan looks at, at most. */
  scanSample: z.int().min(10).default(2000),
  /** Share of the papers in a subsample. */
  subsampleShare: z.number().gt(0.5).lt(1).default(0.8),
  /** k-means runs whose consensus makes the topics; fewer are made of more than 1,000 papers. */
  ensembleRuns: z.int().min(2).max(65_535).default(300),
  /** Papers that the consensus is made of, at most; the others follow their nearest ones. Memory grows with the square. */
  landmarks: z.int().min(10).default(6000),
  /** Largest share of the papers that may stay without a topic, where none has a probability of a half; 0 places all of them. */
  maxUnassigned: z.number().min(0).lt(1).default(0),

  /** Longest term, in words. */
  maxTermWords: z.int().min(1).max(4).default(4),
  /** A word in more than this share of the papers says nothing about any of them: only a longer term may contain it. */
  maxWordShare: z.number().gt(0).max(1).default(0.85),
  /** A phrase that is common in more than this share of the topics is a stop word of the corpus. */
  maxTopicShare: z.number().gt(0).max(1).default(0.5),
  /** Terms of each topic, the best by class-based TF-IDF, that are embedded and weighed as its name. */
  weighedTerms: z.int().min(5).default(60),
  /** Terms stored for each topic. */
  termsPerTopic: z.int().min(3).default(10),
  /** Sentences stored as evidence for each topic. */
  evidencePerTopic: z.int().min(1).default(5),

  /** Terms stored for each paper, that tie it to its topic. */
  termsPerPaper: z.int().min(1).default(5),
  /** Sentences stored for each paper, that tie it to its topic. */
  sentencesPerPaper: z.int().min(1).default(2),

  /** Neighbours that UMAP keeps near; fewer where there are fewer papers. */
  umapNeighbors: z.int().min(2).default(15),
  /** How close UMAP may pack points. */
  umapMinDistance: z.number().min(0).default(0.1),
});

/** The settings of a run, all of them given. */
export type Config = z.infer<typeof configSchema>;

/** The name of every setting, in order. */
export const SETTING_NAMES = Object.keys(configSchema.shape) as (keyof Config)[];

/** Returns the settings with defaults filled in. Throws a UserError that names each bad setting, its value and what it must be. */
export function parseConfig(settings: Record<string, unknown> = {}): Config {
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) {
    throw new UserError(parsed.error.issues.map((issue) => describeIssue(issue, settings)).join("\n"));
  }
  if (parsed.data.vectorsFrom !== undefined && parsed.data.fields.vectors !== undefined)
    throw new UserError("--vectors-from and --vectors-field: only one of them can be given");
  const { engine, rayAddress, vectorsFrom } = parsed.data;
  if (engine === "ray" && rayAddress === undefined)
    throw new UserError("--engine ray: needs --ray-address, such as http://127.0.0.1:8265");
  if (engine === "ray" && vectorsFrom !== undefined)
    throw new UserError("--engine ray and --vectors-from: only one of them can be given");
  if (parsed.data.from && parsed.data.only) throw new UserError("--from and --only: only one of them can be given");
  if (parsed.data.fromScratch && (parsed.data.from ?? parsed.data.only) !== undefined)
    throw new UserError("--from-scratch: runs every stage, so neither --from nor --only can be given with it");
  return chooseModel(parsed.data);
}

/** A model on a server goes by its name there, in all that a run writes. */
function chooseModel(config: Config): Config {
  const { embedder, embedderModel } = config;
  if (embedder === undefined && embedderModel === undefined) return config;
  if (embedder === undefined)
    throw new UserError(`--embedder-model ${embedderModel}: goes with --embedder, the address of its server`);
  readServerAddress(embedder);
  if (embedderModel === undefined)
    throw new UserError(`--embedder ${embedder}: which model there? Name it with --embedder-model.`);
  if (config.engine === "ray")
    throw new UserError(`--embedder ${embedder}: goes not with --engine ray: one of them embeds`);
  return { ...config, model: embedderModel };
}

function isMemory(amount: string): boolean {
  const bytes = readMemory(amount);
  return bytes !== null && bytes >= readMemory(LEAST_MEMORY)!;
}

function describeIssue(issue: z.core.$ZodIssue, settings: Record<string, unknown>): string {
  const [name, field] = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => [...issue.path, key].join("."));
    return `unknown setting: ${keys.join(", ")}${name === "fields" ? `: fields are ${TABLE_FIELDS.join(", ")}` : ""}`;
  }
  if (name === "fields" && field !== undefined) {
    const column = (settings.fields as Record<string, unknown>)[field];
    return `${flagOf(field as TableField)}${column === "" ? "" : ` ${column}`}: ${explain(issue)}`;
  }
  const flag = `--${name!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const value = String(settings[name!]);
  return `${value === "" ? flag : `${flag} ${value}`}: ${explain(issue)}`;
}

/** Returns what the value of a setting must be, such as "must be at least 8". */
export function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small" && issue.origin === "string") return "must not be empty";
  if (issue.code === "too_small") return `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
  if (issue.code === "too_big") return `must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
  if (issue.code === "invalid_type")
    return `must be ${{ int: "a whole number", array: "a list", object: "an object" }[issue.expected as string] ?? `a ${issue.expected}`}`;
  return issue.message;
}
