import type { CorpusEvaluation } from "./corpus-evaluation.ts";
import type { Figure } from "./evaluation-database.ts";
import {
  type EmbeddedCorpus,
  type Measured,
  measureCorpora,
  readCorpora,
  type SessionEffects,
  type SessionSettings,
} from "./evaluation-session.ts";
import { type Floors, findMissedFloors, RECORDED_FLOORS } from "./floors.ts";
import { type CorpusSource, type LabelledCorpus, readLabelledCorpus } from "./labelled-corpus.ts";
import { type MeasuredTopics, measureTopics } from "./measure-topics.ts";
import { findPeerFigures } from "./peer-figures.ts";
import { type Summary, summarizeCorpora } from "./summarize-corpora.ts";

/** What is evaluated, and how. */
export type EvaluationSettings = SessionSettings<CorpusSource> & {
  /** Runs with different seeds. */
  seeds: number;
  /** Whether the map is drawn and judged; left out, only where it takes no minutes. */
  map?: boolean;
};

/** What an evaluation gave, as `--json` shows it. */
export type Evaluation = { runId: number; output: string; corpora: CorpusEvaluation[]; summary: Summary };

const MOST_TEXTS_FOR_MAP = 3000;

/** Measures topics on labelled corpora, and stores the figures beside those of earlier evaluations. */
export async function evaluateCorpora(
  settings: EvaluationSettings,
  { floors = RECORDED_FLOORS, ...effects }: Partial<SessionEffects & { floors: Floors }> = {},
): Promise<Evaluation> {
  const corpora = await readCorpora(settings, readLabelledCorpus);
  const { runId, results } = await measureCorpora(corpora, settings, effects, (embedded) =>
    evaluateCorpus(embedded, settings, floors),
  );
  return { runId, output: settings.output, corpora: results, summary: summarizeCorpora(results) };
}

async function evaluateCorpus(
  { corpus, vectors, seconds: embed, config, conditions, log }: EmbeddedCorpus<LabelledCorpus>,
  { seeds, map: wanted }: EvaluationSettings,
  floors: Floors,
): Promise<Measured<CorpusEvaluation>> {
  const map = wanted ?? corpus.texts.length <= MOST_TEXTS_FOR_MAP;
  const measured = await measureTopics(corpus, vectors, config, { seeds, map }, log);
  const seconds = { embed, ...measured.seconds };
  const figures = listFigures({ ...measured, seconds });
  const result = {
    corpus: corpus.name,
    papers: corpus.texts.length,
    wordless: corpus.wordless,
    ...measured,
    seconds,
    peers: findPeerFigures(corpus.labels),
    missedFloors: findMissedFloors(floors, figures, { ...conditions, seeds }),
  };
  return { result, figures, conditions: { seeds } };
}

function listFigures({ rows, topics, trustworthiness, seconds }: MeasuredTopics): Figure[] {
  const secondsByName = Object.entries(seconds).map(([part, value]) => [`${part}_seconds`, value]);
  const ofCorpus = {
    true_topics: topics.true,
    found_topics: topics.found,
    trustworthiness,
    ...Object.fromEntries(secondsByName),
  };
  return [...rows.flatMap(({ name, metrics }) => nameFigures(name, metrics)), ...nameFigures("corpus", ofCorpus)];
}

function nameFigures(row: string, metrics: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(metrics).map(([metric, value]) => ({ row, metric, value }));
}
