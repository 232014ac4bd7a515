import { readDay } from "../../pipeline/calendar-day.ts";
import { Database } from "../../pipeline/database/database.ts";
import { createRandom, type Random } from "../../pipeline/random.ts";
import { countPhrases } from "../../pipeline/trends/count-phrases.ts";
import { chargeChange, findChangePoints } from "../../pipeline/trends/find-change-points.ts";
import { judgeShares } from "../../pipeline/trends/judge-trends.ts";
import { LatestScanner } from "../../pipeline/trends/scan-latest-days.ts";
import { leastPapers, testPhrases } from "../../pipeline/trends/test-phrases.ts";
import { countPlaces, readCalendar } from "../../pipeline/trends/trend-calendar.ts";

/** Counts in how many of so many shuffles of an output's days anything is raised, and after how many days a topic that begins in the middle is found. */

const [path, shuffles = "500"] = process.argv.slice(2);
const TOPIC_BEGINS = 0.5;
const DAYS_AFTER = [2, 4, 7, 9, 11, 14];

const database = await Database.open(path!, { readOnly: true });
const papers = await database.query<{ day: string; text: string; topics: number[] }>(
  `SELECT strftime(day, '%Y-%m-%d') AS day, text, path AS topics
   FROM paper_days JOIN papers USING (paper_id) JOIN topic_papers USING (paper_id) JOIN topic_tree USING (topic_id) ORDER BY paper_id`,
);
const days = papers.map(({ day }) => readDay(day)!);
const { calendar, placeOf } = readCalendar(days, "day");
const scanner = new LatestScanner(calendar);
const phrases = countPhrases(
  papers.map(({ text }) => text),
  { least: leastPapers(scanner), maxWords: 4 },
);
console.log(`${papers.length} papers, ${phrases.length} phrases, ${scanner.windows.length} windows`);

for (const kind of ["papers", "days", "equal weekdays"]) countAlarms(kind);
findPlanted();

function countAlarms(kind: string): void {
  const random = createRandom(1, kind);
  const raised = { topics: 0, phrases: 0, any: 0, changes: 0 };
  for (let run = 0; run < Number(shuffles); run++) {
    const places = kind === "papers" ? shuffle(placeOf, random) : shuffleDays(random, kind === "equal weekdays");
    const totals = countPlaces(places, calendar.days.length);
    const own = kind === "papers" ? scanner : new LatestScanner({ ...calendar, totals });
    const counted = countTopics(places, calendar.days.length);
    const hasTopic = judgeShares(counted, own).some(({ trend }) => trend !== null);
    const hasPhrase = testPhrases(phrases, places, own).found.some(({ isRaised }) => isRaised);
    const penalty = chargeChange(calendar.days.length, counted.length);
    if (counted.some(({ byDay }) => findChangePoints(byDay, totals, penalty).length > 0)) raised.changes++;
    if (hasTopic) raised.topics++;
    if (hasPhrase) raised.phrases++;
    if (hasTopic || hasPhrase) raised.any++;
  }
  console.log(`shuffled ${kind}, ${shuffles} times: runs that raise`, raised);
}

/** Spreads the papers of each topic in turn over the days after the middle, and looks at it as of some days later. */
function findPlanted(): void {
  const [first, last] = [calendar.days[0]!, calendar.days.at(-1)!];
  const begin = Math.round(first + TOPIC_BEGINS * (last - first));
  const later = days.filter((day) => day >= begin);
  for (const theme of new Set(papers.map(({ topics }) => topics.at(-1)!))) {
    const random = createRandom(theme, "planted");
    const planted = days.map((day, row) =>
      papers[row]!.topics.includes(theme) ? later[random.integer(later.length)]! : day,
    );
    let found = "not found";
    let others = 0;
    for (const after of DAYS_AFTER) {
      const rows = [...planted.keys()].filter((row) => planted[row]! < begin + after);
      const read = readCalendar(
        rows.map((row) => planted[row]!),
        "day",
      );
      const counted = countTopics(read.placeOf, read.calendar.days.length, rows);
      const rising = judgeShares(counted, new LatestScanner(read.calendar)).filter(
        ({ trend }) => trend === "new" || trend === "rising",
      );
      const own = rising.find(({ id }) => id === theme);
      const broader = papers.find(({ topics }) => topics.at(-1) === theme)!.topics;
      others += rising.filter(({ id }) => !broader.includes(id)).length;
      if (own && found === "not found")
        found = `${own.trend} after ${after} days, since ${read.calendar.days[own.start!]! - begin}`;
    }
    console.log(`topic ${theme}: ${found}; ${others} others raised`);
  }
}

function countTopics(places: Int32Array, length: number, rows?: readonly number[]) {
  const members = new Map<number, number[]>();
  places.forEach((place, index) => {
    for (const topic of papers[rows?.[index] ?? index]!.topics)
      members.set(topic, [...(members.get(topic) ?? []), place]);
  });
  return [...members].map(([id, own]) => ({ id, byDay: countPlaces(own, length) }));
}

function shuffle(values: Int32Array, random: Random): Int32Array {
  const shuffled = values.slice();
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/** Whole days change places, all of them or those of each weekday. */
function shuffleDays(random: Random, keepsWeekday: boolean): Int32Array {
  const order = Int32Array.from(calendar.days.keys());
  for (let weekday = 0; weekday < (keepsWeekday ? 7 : 1); weekday++) {
    const places = order.filter((place) => !keepsWeekday || calendar.days[place]! % 7 === weekday);
    const moved = shuffle(places, random);
    const target = Int32Array.from(places);
    target.forEach((place, index) => {
      order[place] = moved[index]!;
    });
  }
  return placeOf.map((place) => order[place]!);
}
