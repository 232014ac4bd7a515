import { pickVectors } from "../numeric/vectors.ts";
import type { Figure } from "./evaluation-database.ts";
import {
  type EmbeddedCorpus,
  type Measured,
  measureCorpora,
  readCorpora,
  type SessionEffects,
  type SessionSettings,
} from "./evaluation-session.ts";
import { type JudgedLevels, judgeLevels } from "./judge-levels.ts";
import { drawMixedPanels, drawPanels, type Panel } from "./label-panels.ts";
import { type CorpusSource, type LabelledCorpus, readLabelledCorpus } from "./labelled-corpus.ts";
import { findMedian } from "./median.ts";
import { mixCorpora } from "./mix-corpora.ts";
import { TopicStages } from "./topic-stages.ts";

/** How the choice of the numbers of topics is evaluated: on panels of each corpus, and of mixes of several, with some of their labels. */
export type PanelSettings = SessionSettings<CorpusSource> & {
  /** Panels of each number of labels. */
  draws: number;
  /** Numbers of labels to take. */
  labelCounts?: readonly number[];
};

/** The levels of topics found on a panel, and how they stand to its labels. */
export type MeasuredPanel = JudgedLevels & {
  panel: string;
  texts: number;
  true: number;
  seconds: number;
  reason: string;
};

/** The panels of a corpus and the median of their errors. */
export type CorpusPanels = { corpus: string; panels: MeasuredPanel[]; medianError: number };

/** What the panels gave, as `--json` shows it; the median error is that of all panels of all corpora. */
export type TopicCountEvaluation = { runId: number; output: string; corpora: CorpusPanels[]; medianError: number };

/** Numbers of labels that panels are made of where no others are given. */
export const LABEL_COUNTS: readonly number[] = [3, 4, 6, 8, 10, 12, 15];
const MIXED_LABEL_COUNTS: readonly number[] = [1, 2, 4, 8];
const MOST_TEXTS = 1200;

/** Lets the pipeline's own stages choose the number of topics on panels whose number of labels is known, and stores what they chose. */
export async function evaluateTopicCounts(
  settings: PanelSettings,
  effects: Partial<SessionEffects> = {},
): Promise<TopicCountEvaluation> {
  const { draws, labelCounts = LABEL_COUNTS } = settings;
  const corpora = await readCorpora(settings, readLabelledCorpus);
  const all = [...corpora, ...mixCorpora(corpora)];
  const { runId, results } = await measureCorpora(all, settings, effects, async (embedded) => {
    const { truth, parts } = embedded.corpus;
    const isMix = parts.length > 1;
    const options = { labelCounts: isMix ? MIXED_LABEL_COUNTS : labelCounts, draws, mostTexts: MOST_TEXTS };
    const panels: MeasuredPanel[] = [];
    for (const panel of isMix ? drawMixedPanels(truth, parts, options) : drawPanels(truth, options)) {
      const measured = await measurePanel(panel, embedded);
      embedded.log.info(`  ${panel.name}: ${measured.counts.join(" / ")} topics found`);
      panels.push(measured);
    }
    const result = { corpus: embedded.corpus.name, panels, medianError: findMedian(panels.map(({ error }) => error)) };
    return { result, figures: listFigures(result), conditions: { panels: options } } satisfies Measured<CorpusPanels>;
  });
  const errors = results.flatMap(({ panels }) => panels.map(({ error }) => error));
  return { runId, output: settings.output, corpora: results, medianError: findMedian(errors) };
}

async function measurePanel(
  panel: Panel,
  { corpus, vectors, config, log }: EmbeddedCorpus<LabelledCorpus>,
): Promise<MeasuredPanel> {
  const texts = Array.from(panel.rows, (row) => corpus.texts[row]!);
  const stages = await TopicStages.open(texts, pickVectors(vectors, panel.rows), config, log);
  try {
    const space = await stages.buildSpace();
    const { levels, reason, seconds } = await stages.cluster("auto");
    const truth = panel.rows.map((row) => corpus.truth[row]!);
    return {
      panel: panel.name,
      texts: texts.length,
      true: panel.trueTopics,
      ...judgeLevels(truth, levels),
      seconds: space + seconds,
      reason,
    };
  } finally {
    stages.close();
  }
}

function listFigures({ panels, medianError }: CorpusPanels): Figure[] {
  return [
    ...panels.flatMap(
      ({ panel, texts, true: trueTopics, counts, nearest, error, ari, nearestAri, homogeneity, seconds }) =>
        Object.entries({
          texts,
          true_topics: trueTopics,
          found_topics: counts[0]!,
          broad_topics: counts.at(-1)!,
          nearest_topics: nearest,
          topic_error: error,
          ari,
          nearest_ari: nearestAri,
          homogeneity,
          seconds,
        }).map(([metric, value]) => ({ row: panel, metric, value })),
    ),
    { row: "corpus", metric: "median_topic_error", value: medianError },
  ];
}
