import { createRandom, sampleIndices } from "../random.ts";

const PANEL_SEED = 1;

/** A part of a corpus with some of its labels, whose number of topics is therefore known. */
export type Panel = { name: string; rows: Int32Array; trueTopics: number };

/** Which panels are drawn. */
export type PanelOptions = {
  /** Numbers of labels to take; those that the corpus does not exceed are left out. */
  labelCounts: readonly number[];
  /** Panels of each number of labels. */
  draws: number;
  /** Texts of a panel, at most. */
  mostTexts: number;
};

/**
 * Returns panels of a corpus, given as the label of each text from 0: for each number of labels, `draws` random sets of so many labels
 * with their texts, and at last the whole corpus. The same corpus and options give the same panels; more draws only add to them.
 */
export function drawPanels(truth: Int32Array, { labelCounts, draws, mostTexts }: PanelOptions): Panel[] {
  const labels = new Set(truth).size;
  const panels: Panel[] = [];
  for (const count of labelCounts.filter((candidate) => candidate < labels)) {
    for (let draw = 1; draw <= draws; draw++) {
      const random = createRandom(PANEL_SEED, `panel of ${count} labels, draw ${draw}`);
      const taken = new Set(sampleIndices(random, labels, count));
      const members = [...truth.keys()].filter((row) => taken.has(truth[row]!));
      const size = Math.min(mostTexts, members.length);
      const rows = sampleIndices(random, members.length, size).map((index) => members[index]!);
      const name = `${count} of ${labels} labels${draws > 1 ? `, draw ${draw}` : ""}`;
      panels.push({ name, rows, trueTopics: new Set(rows.map((row) => truth[row]!)).size });
    }
  }
  return [...panels, { name: `all ${labels} labels`, rows: Int32Array.from(truth.keys()), trueTopics: labels }];
}
