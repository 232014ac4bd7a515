import type { ListedPaper, MovedPaper, RunDifference } from "../lineage/compare-runs.ts";
import { summarizeEvents } from "../lineage/count-events.ts";
import { type Story, tellEvents } from "../lineage/tell-events.ts";
import { formatCount, formatNumber, formatPercent } from "../text/format-figure.ts";
import { toPrintableLine } from "../text/printable.ts";
import { describeLevels } from "../topics/level-names.ts";
import type { Terminal } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";
import { type Section, writeSections } from "./write-sections.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const INDENT = 2;
const MOST_FILES = 4;

/** Returns what differs between two runs as text for a terminal. */
export function writeDifference(difference: RunDifference, terminal: Terminal): string {
  const { runs, papers } = difference;
  const [first, second] = runs.map(
    ({ run_id, started_at }) =>
      `${terminal.bold(`run ${run_id}`)}${started_at === null ? "" : terminal.dim(` (${started_at} UTC)`)}`,
  );
  const sections: Section[] = [
    ["Data", writeData(difference, terminal)],
    ["Settings", writeSettings(difference, terminal)],
    ["Topics", writeTopics(difference, terminal)],
    ["Papers", line(describePapers(difference), terminal)],
    [nameList("came", papers.added_papers.length, papers.added), writePapers(papers.added_papers, "is in", terminal)],
    [nameList("are gone", papers.gone_papers.length, papers.gone), writePapers(papers.gone_papers, "was in", terminal)],
    [
      nameList("are in another topic", papers.moved_papers.length, papers.moved),
      writeMoved(papers.moved_papers, terminal),
    ],
    ["Map", line(describeMap(difference), terminal)],
  ];
  return `${wrapText(`From ${first} to ${second}`, terminal)}\n${writeSections(sections, terminal)}`;
}

function line(text: string, terminal: Terminal): string {
  return `${wrapText(text, terminal, INDENT)}\n`;
}

function writeData({ runs: [first, second], files, papers }: RunDifference, terminal: Terminal): string {
  const gone =
    papers.gone === 0 ? "none is gone" : `${formatNumber(papers.gone)} ${papers.gone === 1 ? "is" : "are"} gone`;
  const came = `${formatNumber(papers.added)} came, ${gone}`;
  const told = [
    describeFiles("more", files.added),
    describeFiles("fewer", files.gone),
    files.added.length + files.gone.length === 0 ? "The same files." : "",
    `${describeStep(first.records, second.records, "record")}; ${describeStep(first.papers, second.papers, "paper")}${papers.added + papers.gone > 0 ? `: ${came}` : ", the same"}.`,
  ];
  return told
    .filter((text) => text !== "")
    .map((text) => line(toPrintableLine(text), terminal))
    .join("");
}

function describeFiles(word: string, files: readonly string[]): string {
  if (files.length === 0) return "";
  const rest = files.length - MOST_FILES;
  const shown = rest > 1 ? files.slice(0, MOST_FILES) : files;
  return `${formatCount(files.length, "file")} ${word}: ${shown.join(", ")}${rest > 1 ? ` and ${formatNumber(rest)} others` : ""}.`;
}

function describeStep(before: number, after: number, noun: string): string {
  return before === after ? formatCount(after, noun) : `${formatNumber(before)} → ${formatCount(after, noun)}`;
}

function writeSettings({ settings }: RunDifference, terminal: Terminal): string {
  if (settings.length === 0) return line("The same.", terminal);
  return settings
    .map(({ setting, before, after }) =>
      line(toPrintableLine(`${setting}: ${before ?? "not there"} → ${after ?? "not there"}`), terminal),
    )
    .join("");
}

function writeTopics({ runs, events }: RunDifference, terminal: Terminal): string {
  const [before, now] = runs.map(({ topics }) => describeLevels(topics));
  const fine = events.filter(({ level }) => level === 0);
  const counts = before === now ? `${now} in both` : `${before} before, ${now} now`;
  const stories = tellEvents(events.filter(({ event }) => event !== "continued"));
  const [own, broader] = [stories.filter(({ level }) => level === 0), stories.filter(({ level }) => level > 0)];
  return [
    line(`${counts}. Of the fine ones: ${summarizeEvents(fine)}.`, terminal),
    ...own.map((story) => writeStory(story, terminal)),
    broader.length > 0 ? line("Broader topics:", terminal) : "",
    ...broader.map((story) => writeStory(story, terminal)),
  ].join("");
}

/** The lines of a story stand under its first word. */
function writeStory({ parts }: Story, terminal: Terminal): string {
  const told = parts.map((part) =>
    typeof part === "string"
      ? toPrintableLine(part)
      : `${terminal.bold(toPrintableLine(part.label))} ${terminal.dim(`(${part.topic_id})`)}`,
  );
  const mark = `${" ".repeat(INDENT)}- `;
  return `${mark}${wrapText(told.join(""), terminal, mark.length).slice(mark.length)}\n`;
}

function describePapers({ papers }: RunDifference): string {
  const { in_both, moved, moved_alone } = papers;
  if (in_both === 0) return "No paper is in both runs.";
  if (moved === 0) return `${formatCount(in_both, "paper")} in both runs, each in the topic in which it was.`;
  const share = `${formatNumber(moved)} (${formatPercent(moved / in_both)})`;
  const by = moved_alone === moved ? "" : `, ${formatNumber(moved - moved_alone)} of these with a split or a merger`;
  return `${formatCount(in_both, "paper")} in both runs, ${share} in another topic than before${by}.`;
}

function nameList(what: string, shown: number, all: number): string {
  return shown < all ? `Papers that ${what}: ${formatNumber(shown)} of ${formatNumber(all)}` : `Papers that ${what}`;
}

function writePapers(papers: readonly ListedPaper[], heading: string, terminal: Terminal): string {
  const columns: TableColumn<ListedPaper>[] = [
    { heading, isFlexible: true, read: (paper) => nameTopic(paper.topic_id, paper.label) },
    { heading: "title", isFlexible: true, read: ({ title, paper_id }) => title ?? paper_id },
  ];
  return papers.length === 0 ? "" : writeTable(papers, columns, terminal, INDENT);
}

function writeMoved(papers: readonly MovedPaper[], terminal: Terminal): string {
  const columns: TableColumn<MovedPaper>[] = [
    { heading: "was in", isFlexible: true, read: (paper) => nameTopic(paper.previous_topic_id, paper.previous_label) },
    { heading: "is in", isFlexible: true, read: (paper) => nameTopic(paper.topic_id, paper.label) },
    { heading: "title", isFlexible: true, read: ({ title, paper_id }) => title ?? paper_id },
  ];
  return papers.length === 0 ? "" : writeTable(papers, columns, terminal, INDENT);
}

function nameTopic(id: number | null, label: string | null): string {
  return id === null ? "no topic" : `${id} ${label ?? ""}`;
}

function describeMap({ map: { papers, moved, median_move } }: RunDifference): string {
  if (papers === 0) return "No paper is on both maps.";
  if (moved === 0) return `No point moved, of ${formatCount(papers, "paper")} on both maps.`;
  const way = median_move === null ? "" : `; median move ${formatPercent(median_move, 1)} of the map's width`;
  return `${formatNumber(moved)} of ${formatCount(papers, "paper")} on both maps moved${way}.`;
}
