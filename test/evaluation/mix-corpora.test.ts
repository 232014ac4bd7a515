import { describe, expect, it } from "vitest";
import type { LabelledCorpus } from "../../pipeline/evaluation/labelled-corpus.ts";
import { mixCorpora } from "../../pipeline/evaluation/mix-corpora.ts";

function corpusOf(name: string, texts: string[], truth: number[], labels: string[]): LabelledCorpus {
  const origin = { sha256: `of ${name}`, label: "section", text: null };
  return { name, texts, truth: Int32Array.from(truth), labels, parts: [labels.length], wordless: 1, origin };
}

const news = corpusOf("news", ["goal", "vote", "match"], [1, 0, 1], ["politics", "sport"]);
const posts = corpusOf("posts", ["engine", "race"], [0, 1], ["cars", "sport"]);
const papers = corpusOf("papers", ["proof", "cell"], [1, 0], ["biology", "mathematics"]);

describe("mixCorpora", () => {
  it("puts texts one after the other, and keeps labels of one name apart", () => {
    const [mix, ...others] = mixCorpora([news, posts]);
    expect(others).toEqual([]);
    expect(mix).toMatchObject({
      name: "mix of news and posts",
      texts: ["goal", "vote", "match", "engine", "race"],
      labels: ["news: politics", "news: sport", "posts: cars", "posts: sport"],
      parts: [2, 2],
      wordless: 2,
      origin: { origins: [news.origin, posts.origin] },
    });
    expect([...mix!.truth]).toEqual([1, 0, 1, 2, 3]);
  });

  it("mixes each two of several and all, and one with nothing", () => {
    expect(mixCorpora([news, posts, papers]).map(({ name }) => name)).toEqual([
      "mix of news and posts",
      "mix of news and papers",
      "mix of posts and papers",
      "mix of news, posts, and papers",
    ]);
    expect(mixCorpora([news])).toEqual([]);
  });
});
