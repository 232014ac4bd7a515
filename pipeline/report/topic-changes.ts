import type { RootContent } from "mdast";
import { emphasis, type Inline, list, paragraph } from "../documents/markdown.ts";
import type { ChangeRow } from "./report-rows.ts";

/** Returns in a sentence how much is as in the run before; nothing where there was none. */
export function summarizeChanges(changes: readonly ChangeRow[]): RootContent[] {
  if (changes.length === 0) return [];
  const fine = changes.filter(({ level }) => level === 0);
  const kept = fine.filter(({ fate }) => fate === "kept");
  const topics = new Map<number, number>();
  for (const { topic_id, papers } of fine) if (topic_id !== null) topics.set(topic_id, papers);
  const inBoth = [...topics.values()].reduce((sum, papers) => sum + papers, 0);
  const moved = inBoth - kept.reduce((sum, { shared_papers }) => sum + shared_papers, 0);
  return [
    paragraph(
      `Since the last run: ${kept.length} of ${topics.size} topics are the same and keep their numbers and colours. ` +
        `Of the ${inBoth} papers that both runs placed, ${moved} ${moved === 1 ? "is" : "are"} in another topic now.`,
    ),
  ];
}

/** Lists what became of the topics of the run before; nothing where there was none, or nothing changed. */
export function listChanges(changes: readonly ChangeRow[]): RootContent[] {
  const told = changes.map(tellChange).filter((item) => item.length > 0);
  return told.length > 0 ? [list(told)] : [];
}

function tellChange(change: ChangeRow): Inline[] {
  const { fate, level, papers, previous_papers, shared_papers } = change;
  const kind = level === 0 ? "" : "The broader topic ";
  const own: Inline[] = [kind, name(change.label), ` (${change.topic_id})`];
  const old: Inline[] = [name(change.previous_label), ` (${change.previous_topic_id})`];
  switch (fate) {
    case "born":
      return [...own, " is new."];
    case "split":
      return [...own, " split from ", ...old, `: ${shared_papers} of its ${papers} papers were there.`];
    case "merged":
      return [
        kind,
        ...old,
        " went into ",
        ...own.slice(1),
        `: ${shared_papers} of its ${previous_papers} papers are there.`,
      ];
    case "died":
      return [
        kind,
        ...old,
        previous_papers === 0 ? " is gone, with its papers." : " is gone: its papers are scattered.",
      ];
    default:
      return change.label === change.previous_label || change.previous_label === null
        ? []
        : [...own, " was called ", name(change.previous_label), "."];
  }
}

function name(label: string | null): Inline {
  return emphasis(label ?? "unnamed");
}
