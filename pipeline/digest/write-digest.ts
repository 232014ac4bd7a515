import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openAtlasDatabase } from "../database/open-atlas-database.ts";
import { writeMarkdown } from "../documents/markdown.ts";
import { explainSystemError } from "../engine/explain-system-error.ts";
import { finishCommit, OutputDirectory } from "../engine/output-directory.ts";
import { describeError, UserError } from "../error.ts";
import { composeDigest, titleDigest } from "./compose-digest.ts";
import { writeDigestPage } from "./digest-page.ts";
import { type Period, readDigest } from "./read-digest.ts";
import { writeFeed } from "./write-feed.ts";
import { writeMail } from "./write-mail.ts";

/** What is asked for: an output folder of the pipeline, which days, and what the mail's head says. */
export type DigestSettings = {
  output: string;
  day: string | null;
  days: number;
  from: string;
  to: string[];
  /** The digest's title where it is null. */
  subject: string | null;
};

/** What was made, as `--json` shows it. */
export type DigestSummary = {
  title: string;
  period: Period;
  papers: number;
  topics: { id: number | null; label: string | null; papers: number }[];
  files: Record<"markdown" | "html" | "mail" | "feed", string>;
};

type DigestFile = { name: string; content: string | Buffer };

const FOLDER = "digest";

/**
 * Writes the digest of an atlas to a folder beside it: Markdown, HTML, a mail and a feed, all of them or none. Throws a UserError when
 * there is no database, when it is damaged, when no paper was listed on the days asked for, or when there is no way to write.
 */
export async function writeDigest({ output, day, days, from, to, subject }: DigestSettings): Promise<DigestSummary> {
  await finishCommit(output);
  const database = await openAtlasDatabase(output);
  const digest = await readDigest(database, day, days)
    .catch((error) => {
      const [reason] = describeError(error).split("\n");
      if (!/^(?:Binder|Catalog) Error/.test(reason!)) throw error;
      throw new UserError(`${output}: made by another version: ${reason}\nRun the pipeline on it again.`);
    })
    .finally(() => database.close());
  const title = titleDigest(digest);
  const children = composeDigest(digest);
  const markdown = writeMarkdown(children);
  const html = writeDigestPage(title, children, digest.papers);
  const mail = { from, to, subject: subject ?? title, date: digest.updatedAt, text: markdown, html };
  const files = {
    markdown: { name: "digest.md", content: markdown },
    html: { name: "digest.html", content: html },
    mail: { name: "digest.eml", content: await writeMail(mail) },
    feed: { name: "feed.xml", content: writeFeed(digest) },
  };
  const folder = join(output, FOLDER);
  await replaceFiles(folder, Object.values(files));
  const topics = new Map<number | null, { id: number | null; label: string | null; papers: number }>();
  for (const { topic_id, topic } of digest.papers) {
    const counted = topics.get(topic_id) ?? { id: topic_id, label: topic, papers: 0 };
    topics.set(topic_id, { ...counted, papers: counted.papers + 1 });
  }
  return {
    title,
    period: digest.period,
    papers: digest.papers.length,
    topics: [...topics.values()],
    files: {
      markdown: join(folder, files.markdown.name),
      html: join(folder, files.html.name),
      mail: join(folder, files.mail.name),
      feed: join(folder, files.feed.name),
    },
  };
}

/** Puts files into a folder together: a write that fails leaves the last ones, and a process that is killed is finished by the next. */
async function replaceFiles(folder: string, files: readonly DigestFile[]): Promise<void> {
  const directory = await OutputDirectory.open(folder, "a digest");
  try {
    await directory.refuseObstacles(files.map(({ name }) => name));
    for (const { name, content } of files) await writeFile(join(directory.next, name), content);
    await directory.commit();
  } catch (error) {
    throw await explainSystemError(error, directory);
  } finally {
    await directory.release();
  }
}
