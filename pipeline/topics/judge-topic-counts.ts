import { NEARLY, scoreBroadTopics } from "./broad-topic-count.ts";
import { scoreFineTopics, type TopicCountChoice } from "./fine-topic-count.ts";
import { nameLevel } from "./level-names.ts";
import type { ScanRow } from "./topic-count-scan.ts";

/** What a number of topics is worth: by the two scores, and in words. */
export type JudgedTopicCount = ScanRow & {
  fineScore: number;
  broadScore: number;
  level: number | null;
  verdict: string;
};

/** Returns each number of a scan with its scores and, in words, how it stands to those that were chosen, the finest level first. */
export function judgeTopicCounts(scan: readonly ScanRow[], choices: readonly TopicCountChoice[]): JudgedTopicCount[] {
  const fineScores = scoreFineTopics(scan);
  const broadScores = scoreBroadTopics(scan);
  const most = Math.max(...fineScores);
  const fine = choices[0]?.k ?? 0;
  const broad = scan.findIndex(({ k }) => choices.length > 1 && k === choices.at(-1)!.k);
  return scan.map((row, place) => {
    const level = choices.findIndex(({ k }) => k === row.k);
    const scores = { fineScore: fineScores[place]!, broadScore: broadScores[place]! };
    if (level !== -1) return { ...row, ...scores, level, verdict: `the ${nameLevel(level, choices.length)} level` };
    const isNearlyBroad = broad !== -1 && scores.broadScore >= NEARLY * broadScores[broad]! && row.k < fine;
    const verdict =
      row.k > fine
        ? "finer: less of it repeats"
        : isNearlyBroad
          ? "nearly as good as a level of its own"
          : scores.fineScore >= NEARLY_AS_MUCH * most
            ? "coarser, though as much repeats"
            : "coarser: says less";
    return { ...row, ...scores, level: null, verdict };
  });
}

const NEARLY_AS_MUCH = 0.94;
