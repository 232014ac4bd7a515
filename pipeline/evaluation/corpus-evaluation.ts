import type { MissedFloor } from "./floors.ts";
import type { MeasuredTopics } from "./measure-topics.ts";
import type { PeerFigures } from "./peer-figures.ts";

/** What was measured on a corpus. Figures that could not be measured are NaN, in JSON null. */
export type CorpusEvaluation = MeasuredTopics & {
  corpus: string;
  papers: number;
  wordless: number;
  peers: PeerFigures | null;
  /** Figures below their floor; null where there are no floors for these settings. */
  missedFloors: MissedFloor[] | null;
};
