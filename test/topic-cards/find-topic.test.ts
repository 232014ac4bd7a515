import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { UserError } from "../../pipeline/error.ts";
import { findTopic } from "../../pipeline/topic-cards/find-topic.ts";
import { openSampleCards } from "./sample-cards.ts";

let database: Database;
beforeAll(async () => {
  database = await openSampleCards();
});
afterAll(() => database.close());

async function explain(name: string): Promise<string> {
  const error = await findTopic(database, name).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe("findTopic", () => {
  it.each([
    ["an id", "3", 3],
    ["an id with a sign", " #5 ", 5],
    ["a whole label", "graph kernels, GRAPHS", 1],
    ["a whole short label, though other labels hold it", "kernels", 5],
    ["words of a label", "whales of", 2],
    ["the beginning of a word", "robo", 3],
  ])("finds a topic by %s", async (_, name, id) => {
    expect(await findTopic(database, name)).toMatchObject({ topic_id: id });
  });

  it("gives its label, level and size", async () => {
    expect(await findTopic(database, "5")).toEqual({ topic_id: 5, label: "Kernels, speech", level: 1, size: 5 });
  });

  it("shows the choices where several fit", async () => {
    expect(await explain("speech")).toBe(
      "speech: 2 topics fit:\n  2  Speech of whales (2 papers)\n  5  Kernels, speech (5 papers)\nGive the id of one, or its whole label.",
    );
  });

  it.each([
    [
      "a word of terms",
      "mamba",
      "mamba: no topic has this in its label. It is among the terms of:\n  1  Graph kernels",
    ],
    ["a slip of the pen", "robtos", "robtos: no topic has this in its label, nor"],
    ["a smaller slip", "robotz", "robotz: no topic has this in its label. Near ones:\n  3  Robots (1 paper)"],
    ["an unknown id", "99", "topic 99: there is none."],
    ["nothing", "", "topic: must not be empty"],
    ["a long text", "y".repeat(100_000), "topic: 100,000 characters, 1,000 at most: yyy"],
  ])("says what is wrong with %s", async (_, name, beginning) => {
    expect((await explain(name)).slice(0, beginning.length)).toBe(beginning);
  });
});
