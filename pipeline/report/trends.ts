import type { RootContent } from "mdast";
import { type Inline, list, paragraph, strong } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber, formatPercent } from "../text/format-figure.ts";
import type { LatestDays, ReportData, TrendRow } from "./report-rows.ts";

const MOST_NAMED = 4;

/** Returns which topics are new, rise or fade in the latest days, with the interval; nothing without dates, or with none from before. */
export function describeTrends({ latest, trends }: Pick<ReportData, "latest" | "trends">): RootContent[] {
  const earlier = trends.reduce((sum, topic) => sum + topic.earlier_papers, 0);
  if (latest === null || earlier === 0) return [];
  const papers = trends.reduce((sum, topic) => sum + topic.new_papers, 0);
  const all = papers + earlier;
  const kinds: [string, TrendRow[]][] = [
    ["New", trends.filter((topic) => topic.earlier_papers === 0)],
    ["Rising", trends.filter((topic) => topic.trend === "rises" && topic.earlier_papers > 0).sort(byChange)],
    ["Fading", trends.filter((topic) => topic.trend === "fades").sort((a, b) => byChange(b, a))],
  ];
  const told = kinds.filter(([, topics]) => topics.length > 0);
  const began = `${formatNumber(papers)} of ${formatCount(all, "paper")} ${papers === 1 ? "was" : "were"} ${nameDays(latest)}`;
  if (told.length === 0) {
    return [paragraph(`${began}. No topic is new, and the share of none has surely changed (95 % interval).`)];
  }
  return [
    paragraph(
      `${began}. A topic rises or fades where the change of its share, against all papers before, has a 95 % interval without 0; ` +
        `by chance alone about ${formatFigure(trends.length / 20, 0)} of ${trends.length} would.`,
    ),
    list(told.map(([kind, topics]) => [strong(`${kind}:`), " ", ...nameTrends(topics), "."])),
  ];
}

function byChange(a: TrendRow, b: TrendRow): number {
  return b.change - a.change || a.topic_id - b.topic_id;
}

function nameDays({ since, until, precision, basis }: LatestDays): string {
  const event = basis === "listed" ? "first listed" : "published";
  if (precision === "day") return `${event} in the last seven days, ${since} to ${until}`;
  return `${event} in the last ${precision}, ${until.slice(0, precision === "month" ? 7 : 4)}`;
}

function nameTrends(topics: readonly TrendRow[]): Inline[] {
  const named = topics.slice(0, MOST_NAMED).map((topic) => {
    const count = formatCount(topic.new_papers, "paper");
    if (topic.earlier_papers === 0) return `${topic.topic_label} (${count})`;
    const shares = `${formatPercent(topic.new_share, 1)} after ${formatPercent(topic.earlier_share, 1)}`;
    return `${topic.topic_label} (${count}, ${shares}; ${formatInterval(topic)})`;
  });
  const others = topics.length - named.length;
  return [named.join("; "), others > 0 ? `; and ${others} more` : ""];
}

/** Such as "+0.4 to +7.9 points": of percent. */
function formatInterval({ change_low, change_high }: TrendRow): string {
  const points = (change: number) => `${change < 0 ? "−" : "+"}${formatFigure(Math.abs(100 * change), 1)}`;
  return `${points(change_low)} to ${points(change_high)} points`;
}
