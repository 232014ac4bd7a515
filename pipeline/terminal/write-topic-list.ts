import { formatCount, formatNumber, formatPercent } from "../text/format-figure.ts";
import type { ListedTopic, TopicList } from "../topic-cards/read-topic-list.ts";
import { describeLevels } from "../topics/level-names.ts";
import { describePeriods } from "./describe-periods.ts";
import { writeSparkline } from "./sparkline.ts";
import type { Terminal } from "./terminal.ts";
import { styleVerdict } from "./topic-verdict.ts";
import { wrapText } from "./wrap-text.ts";
import { joinFacts } from "./write-sections.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const STEP = "  ";
const ROOM_FOR_TIME = 60;
const ROOM_FOR_SHARES = 90;

/** Returns topics as a table, broader ones before their parts and these indented; without steps where `isFlat`. */
export function writeTopicList(
  list: TopicList,
  topics: readonly ListedTopic[],
  isFlat: boolean,
  terminal: Terminal,
): string {
  const columns: TableColumn<ListedTopic>[] = [
    { heading: "id", isNumber: true, read: ({ topic_id }) => `${topic_id}`, style: terminal.dim },
    {
      heading: "topic",
      isFlexible: true,
      mark: ({ color }) => terminal.dot(color),
      read: ({ label, path }) => (isFlat ? label : STEP.repeat(path.length - 1) + label),
      style: (cell, { children }) => (children > 0 ? terminal.bold(cell) : cell),
    },
    { heading: "papers", isNumber: true, read: ({ size }) => formatNumber(size) },
    { heading: "share", isNumber: true, leastTerminal: ROOM_FOR_SHARES, read: ({ share }) => formatPercent(share) },
    {
      heading: "stability",
      read: ({ verdict }) => verdict ?? "",
      style: (cell, { verdict }) => styleVerdict(cell, verdict, terminal),
    },
  ];
  if (list.periods !== null)
    columns.push({
      heading: "over time",
      leastTerminal: ROOM_FOR_TIME,
      read: ({ over_time }) => writeSparkline(over_time.map(({ papers }) => papers)),
    });
  return `${wrapText(describeList(list), terminal)}\n\n${writeTable(topics, columns, terminal)}`;
}

function describeList({ papers, unassigned, periods, topics }: TopicList): string {
  const counts: number[] = [];
  for (const { level } of topics) counts[level] = (counts[level] ?? 0) + 1;
  return joinFacts([
    `${formatCount(papers, "paper")}, ${describeLevels(Array.from(counts, (count) => count ?? 0))}`,
    unassigned === 0 ? null : `${formatNumber(unassigned)} in none`,
    periods === null ? null : describePeriods(periods),
  ]);
}
