import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { splitSentences } from "../../pipeline/text/sentences.ts";

describe("splitSentences", () => {
  it("gives each sentence with its place, without the space around it", () => {
    expect(splitSentences("  We cluster. Then\twe label!\n\nDone?  ")).toEqual([
      { start: 2, end: 13, text: "We cluster." },
      { start: 14, end: 28, text: "Then\twe label!" },
      { start: 30, end: 35, text: "Done?" },
    ]);
  });

  it("has none in an empty text or one of white space", () => {
    expect(splitSentences("")).toEqual([]);
    expect(splitSentences(" \n\t ")).toEqual([]);
  });

  it("counts code points, so that DuckDB finds the sentence", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const texts = [
      "Emoji 🙂🙂 first. Then the sentence. 👨‍👩‍👧 Families count. 𝒜 ends it.",
      "Cafe\u0301 with an accent of its own. Naïve Δ follows. 漢字。次の文。",
      "  \u00a0Odd spaces.\u2028 Next one. ",
    ];
    for (const text of texts) {
      const sentences = splitSentences(text);
      expect(sentences.length).toBeGreaterThan(1);
      for (const { start, end, text: sentence } of sentences) {
        const reader = await connection.runAndReadAll("SELECT substring($1, $2, $3)", [text, start + 1, end - start]);
        expect(reader.getRows()[0]![0]).toBe(sentence);
      }
    }
    connection.closeSync();
  });
});

describe("the sentences of a long text", () => {
  const pieces = [
    "We see this. ",
    "It is (i.e. 2.5) so! ",
    "what? ",
    "No. 5 is. 123 ... ",
    "Dr. A. Smith\n",
    "🤖. ",
    "x".repeat(700),
  ];
  const draw = createRandom(1, "sentences");
  const text = Array.from({ length: 8000 }, () => pieces[draw.integer(pieces.length)]).join("");

  it("are those that the segmenter finds in the whole", () => {
    const part = text.slice(0, 60_000);
    const whole = [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(part)];
    expect(splitSentences(part).map((sentence) => sentence.text)).toEqual(
      whole.map(({ segment }) => segment.trim()).filter((segment) => segment !== ""),
    );
  });

  it("are found in time that grows with the text", () => {
    const long = "We see that our word is one. ".repeat(30_000);
    const start = performance.now();
    expect(splitSentences(long)).toHaveLength(30_000);
    expect(splitSentences(`A ${"word ".repeat(200_000)}`)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
