import type { RootContent } from "mdast";
import { type Inline, list, paragraph, strong } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber, formatPercent } from "../text/format-figure.ts";
import type { LatestDays, PhraseTrendRow, ReportData, TrendRow } from "./report-rows.ts";

const MOST_NAMED = 4;
const MOST_PHRASES = 6;

/** Returns which topics are new, rise or fade lately, with the interval; nothing without dates, or with none from before. */
export function describeTrends({
  latest,
  trends,
  phrases,
}: Pick<ReportData, "latest" | "trends" | "phrases">): RootContent[] {
  if (latest === null || latest.earlier_papers === 0) return [];
  const { papers, earlier_papers } = latest;
  const kinds: [string, TrendRow[]][] = [
    ["New", trends.filter(({ trend }) => trend === "new").sort(byChange)],
    ["Rising", trends.filter(({ trend }) => trend === "rising").sort(byChange)],
    ["Fading", trends.filter(({ trend }) => trend === "fading").sort((a, b) => byChange(b, a))],
  ];
  const told = kinds.filter(([, topics]) => topics.length > 0);
  const began = `${formatNumber(papers)} of ${formatCount(papers + earlier_papers, "paper")} ${papers === 1 ? "was" : "were"} ${nameDays(latest)}`;
  if (told.length === 0 && phrases.length === 0)
    return [paragraph(`${began}. No topic is surely new, rising or fading.`)];
  return [
    paragraph(
      `${began}. A topic or a phrase is new, rises or fades where its share lately differs from all days before by more than chance: ` +
        "shuffled days would show any in no more than one run of twenty.",
    ),
    list([
      ...told.map(([kind, topics]) => [strong(`${kind}:`), " ", ...nameTrends(topics), "."]),
      ...(phrases.length > 0 ? [[strong("Phrases that rise:"), " ", ...namePhrases(phrases), "."]] : []),
    ]),
  ];
}

/** Such as "world model" (12 papers since 2026-11-03, 4 before; in Video generation). */
function namePhrases(phrases: readonly PhraseTrendRow[]): Inline[] {
  const named = phrases.slice(0, MOST_PHRASES).map(({ phrase, since, new_papers, earlier_papers, topic_label }) => {
    const count = `${formatCount(new_papers, "paper")} since ${since}, ${earlier_papers} before`;
    return `“${phrase}” (${count}${topic_label === null ? "" : `; most in ${topic_label}`})`;
  });
  const others = phrases.length - named.length;
  return [named.join("; "), others > 0 ? `; and ${others} more` : ""];
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
    const count = `${formatCount(topic.new_papers, "paper")} since ${topic.since}`;
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
