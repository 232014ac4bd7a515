import { createRandom, type Random, sampleIndices } from "../random.ts";

const PANEL_SEED = 1;

/** A part of a corpus, or of a mix of several, with some of its labels, whose number of topics is therefore known. */
export type Panel = { name: string; rows: Int32Array; trueTopics: number };

/** Which panels are drawn. */
export type PanelOptions = {
  /** Numbers of labels to take, ascending; of a mix, of each of its corpora. Those that there are not are left out. */
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
      panels.push(takePanel(truth, taken, mostTexts, random, `${count} of ${labels} labels${nameDraw(draw, draws)}`));
    }
  }
  return [...panels, { name: `all ${labels} labels`, rows: Int32Array.from(truth.keys()), trueTopics: labels }];
}

/**
 * Returns panels of a mix, whose labels are `parts[0]` of the first corpus, then `parts[1]` of the second and so on: for each number of
 * labels, `draws` random sets of so many labels of each corpus, or of all that it has, with their texts.
 */
export function drawMixedPanels(
  truth: Int32Array,
  parts: readonly number[],
  { labelCounts, draws, mostTexts }: PanelOptions,
): Panel[] {
  const panels: Panel[] = [];
  const enough = labelCounts.findIndex((count) => count >= Math.max(...parts));
  for (const count of enough === -1 ? labelCounts : labelCounts.slice(0, enough + 1)) {
    const counts = parts.map((labels) => Math.min(count, labels));
    for (let draw = 1; draw <= draws; draw++) {
      const random = createRandom(PANEL_SEED, `mixed panel of ${count} labels of each, draw ${draw}`);
      const taken = new Set<number>();
      let first = 0;
      for (const [part, labels] of parts.entries()) {
        for (const label of sampleIndices(random, labels, counts[part]!)) taken.add(first + label);
        first += labels;
      }
      panels.push(takePanel(truth, taken, mostTexts, random, `${counts.join(" + ")} labels${nameDraw(draw, draws)}`));
    }
  }
  return panels;
}

function takePanel(
  truth: Int32Array,
  labels: ReadonlySet<number>,
  mostTexts: number,
  random: Random,
  name: string,
): Panel {
  const members = [...truth.keys()].filter((row) => labels.has(truth[row]!));
  const size = Math.min(mostTexts, members.length);
  const rows = sampleIndices(random, members.length, size).map((index) => members[index]!);
  return { name, rows, trueTopics: new Set(rows.map((row) => truth[row]!)).size };
}

function nameDraw(draw: number, draws: number): string {
  return draws > 1 ? `, draw ${draw}` : "";
}
