import type { WriteStream } from "node:tty";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { findSimilar } from "../../pipeline/papers/find-similar.ts";
import { readPaperCard } from "../../pipeline/papers/read-paper-card.ts";
import { readTerminal, type Terminal } from "../../pipeline/terminal/terminal.ts";
import { writeComparison } from "../../pipeline/terminal/write-comparison.ts";
import { writePaperCard } from "../../pipeline/terminal/write-paper-card.ts";
import { writeSimilar } from "../../pipeline/terminal/write-similar.ts";
import { writeTopicCard } from "../../pipeline/terminal/write-topic-card.ts";
import { writeTopicList } from "../../pipeline/terminal/write-topic-list.ts";
import { compareTopics } from "../../pipeline/topic-cards/compare-topics.ts";
import { readTopicCard } from "../../pipeline/topic-cards/read-topic-card.ts";
import { readTopicList } from "../../pipeline/topic-cards/read-topic-list.ts";
import { HOSTILE, openSampleCards, PAPER } from "../topic-cards/sample-cards.ts";

let database: Database;
let writers: Awaited<ReturnType<typeof readAll>>;
beforeAll(async () => {
  database = await openSampleCards();
  // The hostile text in every place that a file may bring it to.
  await database.execute("UPDATE topics SET label = label || $1 WHERE topic_id IN (1, 2, 3, 5)", [HOSTILE]);
  await database.execute("UPDATE topic_terms SET term = term || $1 WHERE rank = 2", [HOSTILE]);
  await database.execute("UPDATE label_evidence SET sentence = $1 || 'graph kernels' || $1", [HOSTILE]);
  await database.execute("UPDATE topic_events SET previous_label = $1, label = $1 WHERE event <> 'born'", [HOSTILE]);
  await database.execute("UPDATE duplicates SET reason = $1, kind = $1", [HOSTILE]);
  await database.execute("UPDATE records SET clean_title = $1 WHERE position = 100", [HOSTILE]);
  await database.execute(
    "UPDATE papers SET venue = $1, published = $1, keywords = [$1], categories = [$1], author_comment = $1, paper_url = 'https://example.org/' || $1",
    [HOSTILE],
  );
  await database.execute("INSERT INTO paper_terms VALUES ($1, 1, $2, 0.5, 1, 1, 0, 1, $2)", [PAPER.d!, HOSTILE]);
  await database.execute("INSERT INTO paper_sentences VALUES ($1, 1, 0.5, NULL, 0, 1, $2)", [PAPER.d!, HOSTILE]);
  writers = await readAll();
});
afterAll(() => database.close());

/** Returns what writes each answer as text for a terminal. */
async function readAll(): Promise<[name: string, write: (terminal: Terminal) => string][]> {
  const list = await readTopicList(database, 24);
  const near = await findSimilar(database, [PAPER.a!], 7);
  const writers: [string, (terminal: Terminal) => string][] = [
    ["topics", (terminal) => writeTopicList(list, list.topics, false, terminal)],
    ["similar", (terminal) => writeSimilar(near, terminal)],
  ];
  for (const [a, b] of [
    [1, 2],
    [5, 2],
    [3, 4],
  ] as const) {
    const comparison = await compareTopics(database, a, b, 5);
    writers.push([`compare ${a} ${b}`, (terminal) => writeComparison(comparison, terminal)]);
  }
  for (const topic of [1, 2, 3, 4, 5]) {
    const card = await readTopicCard(database, topic, 5);
    writers.push([`topic ${topic}`, (terminal) => writeTopicCard(card, terminal)]);
  }
  for (const letter of "adgh") {
    const card = await readPaperCard(database, PAPER[letter]!, 3);
    writers.push([`paper ${letter}`, (terminal) => writePaperCard(card, terminal)]);
  }
  return writers;
}

function openTerminal(columns: number, env: NodeJS.ProcessEnv): Terminal {
  return readTerminal({ isTTY: true, columns } as WriteStream, env);
}

/** Styles that this program writes: colours and weights. */
const STYLE = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`, "g");

describe("what is written to a terminal", () => {
  it("never steers it, whatever the file holds", () => {
    for (const [name, write] of writers) {
      const bare = write(openTerminal(80, {})).replace(STYLE, "");
      expect(bare, name).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
    }
  });

  it.each([40, 60, 80, 120, 200])("fits %i columns but for addresses", (width) => {
    for (const [name, write] of writers) {
      for (const line of write(openTerminal(width, {})).split("\n"))
        if (!line.includes("https://")) expect(stringWidth(line), `${name}: ${line}`).toBeLessThanOrEqual(width);
    }
  });

  it("has no style where NO_COLOR is set", () => {
    for (const [name, write] of writers)
      expect(write(openTerminal(80, { NO_COLOR: "1" })), name).not.toContain("\u001b");
  });
});

describe("writeTopicCard", () => {
  it("says what became of the topic since the last run", async () => {
    const card = await readTopicCard(database, 1, 5);
    const text = writeTopicCard(
      {
        ...card,
        events: card.events.map((event) => ({ ...event, label: "Kernels", previous_label: "Kernels of old" })),
      },
      openTerminal(100, { NO_COLOR: "1" }),
    );
    expect(text).toContain(
      "Since the last run\n  Kernels (1) was called Kernels of old.\n  Kernels (1) goes on: 2 of its 4 papers stayed; 1 from other topics.\n",
    );
  });

  it("marks the phrase of the label in its evidence", async () => {
    const card = await readTopicCard(database, 1, 5);
    const evidence = [{ ...card.evidence[0]!, sentence: "Graph kernels compare." }];
    expect(writeTopicCard({ ...card, evidence }, openTerminal(100, {}))).toContain(
      "“\u001b[1m\u001b[33mGraph kernels\u001b[39m\u001b[22m compare.”",
    );
  });
});

describe("writeComparison", () => {
  it("says that no paper is between two topics", async () => {
    const text = writeComparison(await compareTopics(database, 3, 4, 5), openTerminal(100, { NO_COLOR: "1" }));
    expect(text).toContain("\nNo paper of one has a tenth of the votes or more for the other.\n");
  });
});
