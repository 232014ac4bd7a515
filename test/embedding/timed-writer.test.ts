import { expect, it } from "vitest";
import { TimedWriter } from "../../pipeline/embedding/timed-writer.ts";

function writeWith(write: (things: string[]) => Promise<void>) {
  let now = 0;
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { writer: new TimedWriter(write, () => now), wait };
}

it("writes what it has every few seconds, together, and the rest at the end", async () => {
  const written: string[][] = [];
  const { writer, wait } = writeWith(async (things) => void written.push(things));
  writer.add("a");
  wait(4999);
  writer.add("b");
  await Promise.resolve();
  expect(written).toEqual([]);
  wait(1);
  writer.add("c");
  await Promise.resolve();
  expect(written).toEqual([["a", "b", "c"]]);
  writer.add("d");
  await writer.finish();
  expect(written).toEqual([["a", "b", "c"], ["d"]]);
});

it("throws at the end what could not be written", async () => {
  const { writer, wait } = writeWith(() => Promise.reject(new Error("no room on the disk")));
  wait(5000);
  writer.add("a");
  await expect(writer.finish()).rejects.toThrow("no room on the disk");
});
