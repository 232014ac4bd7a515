import { Database } from "../../pipeline/database/database.ts";

export const HOSTILE = "\u001b]0;owned\u0007\u001b[2J\u202egnp.exe";

/** Ids of the papers of the sample, by their letter. */
export const PAPER = Object.fromEntries([..."abcdefgh"].map((letter) => [letter, letter.repeat(16)])) as {
  [letter: string]: string;
};
PAPER.g = "0".repeat(16);
PAPER.h = "1".repeat(16);

/**
 * Opens a file of eight papers in memory: a, b, c are of topic 1 (Graph kernels), d and e of 2 (Speech of whales), both of them parts of 5; f is of 3 (Robots), g
 * of 4 (hostile), h of none. The angles of their vectors are 0, 10, 20, 50, 60, 100, 180 and 270 degrees. Days are known where `isDated`.
 */
export async function openSampleCards(isDated = true): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  for (const [table, column] of [
    ["space", "vector"],
    ["space", "sharp"],
    ["clusters", "centroid"],
  ] as const)
    await database.setVectorWidth(table, column, 2);
  const rows: [letter: string, title: string, degrees: number, text: string, day: string | null][] = [
    ["a", "Kernels on graphs", 0, "Graph kernels (GK) compare graphs.", "2026-06-01"],
    ["b", "More kernels on graphs: naïve ones", 10, "A GK is fast. Graph kernel again.", "2026-06-02"],
    ["c", "Speech kernels", 20, "A graph kernel for speech.", "2026-06-09"],
    ["d", "Speech of whales", 50, "Whale speech is slow.", "2026-06-09"],
    ["e", "Whales at night", 60, "Whale speech at night.", "2026-06-20"],
    ["f", "Robots walk", 100, "Robots walk.", null],
    ["g", HOSTILE, 180, HOSTILE, null],
    ["h", "About nothing", 270, "Nothing.", null],
  ];
  const ids = rows.map(([letter]) => PAPER[letter]!);
  const titles = rows.map(([, title]) => title);
  const abstracts = rows.map(([, , , text]) => text);
  await database.append("papers", {
    paper_id: ids,
    title: titles,
    abstract: abstracts,
    clean_title: titles,
    clean_abstract: abstracts,
    text: abstracts,
    text_hash: ids,
    arxiv_id: rows.map(([letter]) => (letter === "a" ? "2606.00001" : letter === "g" ? HOSTILE : null)),
    doi: rows.map(([letter]) => (letter === "d" ? "10.1000/whale" : null)),
    code_url: rows.map(([letter]) =>
      letter === "a" ? "https://example.org/code" : letter === "g" ? "javascript:1" : null,
    ),
    authors: rows.map(([letter]) =>
      letter === "a" ? ["Ada Lovelace", "山田 太郎"] : letter === "g" ? [HOSTILE] : null,
    ),
  });
  type Record = {
    letter: string;
    title: string;
    text: string;
    day: string | null;
    position: number;
    doi: string | null;
  };
  const records = rows.flatMap(([letter, title, , text, day], place): Record[] =>
    letter === "d"
      ? [
          { letter, title, text, day, position: place + 1, doi: "10.1000/whale" },
          { letter, title: "The speech of whales", text, day, position: 100, doi: "10.1000/other" },
        ]
      : [{ letter, title, text, day, position: place + 1, doi: null }],
  );
  await database.append("records", {
    source: records.map(() => "feed/1.jsonl"),
    position: records.map(({ position }) => position),
    raw_title: records.map(({ title }) => title),
    raw_abstract: records.map(({ text }) => text),
    clean_title: records.map(({ title }) => title),
    clean_abstract: records.map(({ text }) => text),
    doi: records.map(({ doi }) => doi),
    arxiv_id: records.map(({ letter }) => (letter === "a" ? "2606.00001" : null)),
    code_url: records.map(({ letter }) => (letter === "a" ? "https://example.org/code" : null)),
  });
  await database.append("appearances", {
    paper_id: records.map(({ letter }) => PAPER[letter]!),
    source: records.map(() => "feed/1.jsonl"),
    position: records.map(({ position }) => position),
    rank: records.map(({ position }) => position),
  });
  if (isDated)
    for (const [letter, , , , day] of rows)
      if (day !== null)
        await database.execute("UPDATE appearances SET listed_date = $2::DATE WHERE paper_id = $1", [
          PAPER[letter]!,
          day,
        ]);
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const point = (degrees: readonly number[]) => ({
    values: Float32Array.from(degrees.flatMap((angle) => [Math.cos(radians(angle)), Math.sin(radians(angle))])),
    dimensions: 2,
  });
  const vectors = point(rows.map(([, , degrees]) => degrees));
  await database.append("space", { paper_id: ids, vector: vectors, sharp: vectors });
  // The stored neighbours of a stop after two; their order is not that of the angles, to tell them from computed ones.
  await database.execute("INSERT INTO neighbors VALUES ($1, 1, $2, 0.99), ($1, 2, $3, 0.95)", [
    PAPER.a!,
    PAPER.c!,
    PAPER.b!,
  ]);
  await database.execute(
    `INSERT INTO topic_papers (paper_id, topic_id, probability, second_topic_id, margin, similarity, role) VALUES ($1, 1, 0.9, 2, 0.8, 0.9, 'core'), ($2, 1, 0.8, 2, 0.75, 0.95, 'core'), ($3, 1, 0.5, 2, 0.1, 0.5, 'edge'),
       ($4, 2, 0.3, 1, -0.2, 0.8, 'edge'), ($5, 2, 1, NULL, NULL, 0.9, 'core'), ($6, 3, 1, NULL, NULL, 1, 'core'), ($7, 4, 1, NULL, NULL, 1, 'core'),
       ($8, NULL, 0.4, 3, 0.1, 0.2, 'unassigned')`,
    ids,
  );
  const labels = ["Graph kernels, graphs", "Speech of whales", "Robots", HOSTILE, "Kernels, speech"];
  const topics = {
    topic_id: [1, 2, 3, 4, 5],
    parent_id: [5, 5, null, null, null],
    level: [0, 0, 0, 0, 1],
    size: [3, 2, 1, 1, 5],
    cohesion: [0.9, 0.8, 1, 1, 0.7],
    stability: [0.746, 0.744, 0.4, 0.9, 0.8],
    mixed: [false, false, true, false, false],
  };
  await database.append("topics", {
    ...topics,
    label: labels,
    short_label: ["Graph kernels", "Speech of whales", "Robots", HOSTILE, "Kernels"],
    label_verdict: labels.map(() => "fits"),
    label_coverage: labels.map(() => 0.5),
    label_precision: labels.map(() => 0.25),
  });
  await database.append("clusters", { ...topics, centroid: point([10, 70, 100, 180, 30]) });
  await database.append("topic_marks", {
    topic_id: [1, 2, 3, 4, 5],
    anchor_x: [0, 0, 0, 0, 0],
    anchor_y: [0, 0, 0, 0, 0],
    color: ["#336699", "#ff0000", "#00ff00", "\u001b[31m", "#000000"],
  });
  await database.execute(`
    INSERT INTO topic_terms (topic_id, rank, term, documents_inside, documents_outside) VALUES
      (1, 1, 'graph kernels', 3, 0), (1, 2, 'mamba', 1, 0), (2, 1, 'whale speech', 2, 0), (2, 2, 'speech', 2, 1);
    INSERT INTO topic_events VALUES
      (2, 1, 'continued', 0, 1, 1, 'Graph kernels, graphs', 'Kernels of old', 3, 4, 2, 0, 1, 0.4),
      (2, 1, 'renamed', 0, 1, 1, 'Graph kernels, graphs', 'Kernels of old', 3, 4, 2, 0, 1, 0.4),
      (2, 1, 'born', 0, 2, NULL, 'Speech of whales', NULL, 2, 0, 0, 2, 0, 1)`);
  await database.execute(
    "INSERT INTO label_evidence VALUES (1, 1, $1, 'graph kernels', 0, 34, 'Graph kernels (GK) compare graphs.')",
    [PAPER.a!],
  );
  await database.execute(
    `INSERT INTO duplicates VALUES ($1, 'feed/1.jsonl', 4, 'feed/1.jsonl', 100, 'near', 0.8123456, 'most words are the same')`,
    [PAPER.d!],
  );
  await database.execute(
    `INSERT INTO duplicate_pairs (text_a, text_b, rank_a, rank_b, near, evidence, source_a, position_a, source_b, position_b)
     VALUES ('${"d".repeat(16)}', 'abcdefabcdefabcd', 0, 1, 0.8, 'words', 'feed/1.jsonl', 4, 'feed/1.jsonl', 100)`,
  );
  await database.execute("INSERT INTO languages VALUES ('en', 1, 8, 1, true)");
  return database;
}
