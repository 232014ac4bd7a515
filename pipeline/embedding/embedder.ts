import type { Log } from "../log.ts";

/** Kinds of a model's weights: fp16 and fp32 calculate alike, q8 is faster and rougher. */
export type Dtype = "fp16" | "fp32" | "q8";

/** Which model is asked for. "auto" takes fp16 weights where they are at hand, else others that are. */
export type ModelSettings = {
  /** A folder, or a name of the form owner/model. */
  model: string;
  dtype: Dtype | "auto";
  /** Word pieces after which a text is cut. */
  maxTokens: number;
  /** Address of the server that has the model, where it is not run on this machine. */
  embedder?: string | undefined;
};

/** What a batch of texts gave, in their order. */
export type EmbeddedBatch = {
  /** texts x dimensions numbers, row by row; each row has unit length. */
  vectors: Float32Array;
  /** Width of the vectors, known also where there are no texts. */
  dimensions: number;
  /** Word pieces of each text that were read, the marks at its ends included. */
  tokens: Int32Array;
};

/** Turns texts into sentence vectors: the port behind which a model stands, on this machine or another. Tests hand in a fake one. */
export type Embedder = {
  /** Version of the code that makes vectors: another one may make others. */
  version: string;
  /** The model as it was asked for. */
  model: string;
  /** SHA-256 over the model's files and how they are read. */
  modelSha256: string;
  /** The weights that are used. */
  dtype: Dtype;
  maxTokens: number;
  /** Embeds a batch. A vector depends on its own text alone, never on the others of the batch. */
  embed(texts: readonly string[]): Promise<EmbeddedBatch>;
  /** Opens what embeds much text faster, given in characters; null, or nothing of the kind, where there is no such thing or it is not worth it. */
  widen?(characters: number): Promise<WideEmbedder | null>;
  /** Where nothing vouches for the model: the least cosine of a vector that was kept and one that is made anew of the same text. */
  leastLikeness?: number;
  close(): Promise<void>;
};

/** Embeds several batches at the same time, to the same vectors. To be closed when all is embedded; the embedder that it came from stays open. */
export type WideEmbedder = Pick<Embedder, "embed" | "close"> & {
  /** Batches that it takes at once. */
  lanes: number;
  /** Texts of a batch, at most. */
  batch: number;
};

/** What a vector depends on besides its text; the hash is null of a model that is still to be fetched. */
export type EmbedderDescription = Pick<Embedder, "version" | "dtype" | "maxTokens" | "leastLikeness"> & {
  modelSha256: string | null;
};

/** How many texts an embedder is opened for: one for few is ready sooner and slower with each; its vectors are the same but for rounding, which counts with q8. */
export type TextCount = "few" | "many";

/** Where embedders come from. */
export type EmbedderSource = {
  /** Describes the embedder that these settings come to, without opening the model. Tells the log, if there is one, of files that nothing vouches for. */
  describe(settings: ModelSettings, log?: Log): Promise<EmbedderDescription>;
  /** Opens an embedder, for many texts unless told otherwise. */
  open(settings: ModelSettings, log: Log, texts?: TextCount): Promise<Embedder>;
};
