import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderPng } from "../charts/render-chart.ts";
import { openAtlasDatabase } from "../database/open-atlas-database.ts";
import { embedFont } from "../documents/embed-font.ts";
import { writeMarkdown } from "../documents/markdown.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import { explainSystemError } from "../engine/explain-system-error.ts";
import { finishCommit, OutputDirectory } from "../engine/output-directory.ts";
import { describeError, UserError } from "../error.ts";
import { isOfWeb } from "./atlas-link.ts";
import { composeDigest } from "./compose-digest.ts";
import { describeDigestMap, drawDigestMap, listMapLetters } from "./digest-map.ts";
import { outlineDigest } from "./digest-outline.ts";
import { writeDigestPage, writeMailPage } from "./digest-page.ts";
import { readFollowed, readSearched } from "./followed.ts";
import { matchFollowed } from "./match-followed.ts";
import type { Period } from "./period-text.ts";
import { type Digest, readDigest } from "./read-digest.ts";
import { writeFeed } from "./write-feed.ts";
import { writeMail } from "./write-mail.ts";
import { writeText } from "./write-text.ts";

/** What is asked for: an output folder of the pipeline, which days, and what the mail's head says. */
export type DigestSettings = {
  output: string;
  day: string | null;
  days: number;
  /** Papers that are described first; five of one day, ten of several where it is null. */
  top: number | null;
  /** Address of the atlas, which is linked to; null for none. */
  link: string | null;
  /** File of what someone follows, and phrases; the digest is for all where there is neither. */
  follow: string | null;
  search: string[];
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
  /** What each line of a personal digest found; null of one for all. */
  followed: { text: string; from: string; topics: string[]; how: string; papers: number }[] | null;
  files: Record<"markdown" | "html" | "mail" | "feed" | "svg" | "png", string>;
};

type DigestFile = { name: string; content: string | Uint8Array };

/** A personal digest has a folder of its own, so that it takes the place of none for all. */
const FOLDER = "digest";
const PERSONAL_FOLDER = "digest-personal";
const PNG_SCALES = [2, 1.5, 1.25, 1];
const LARGEST_PNG = 150_000;
const TOP_OF_DAY = 5;
const TOP_OF_DAYS = 10;

/**
 * Writes the digest of an atlas to a folder beside it: Markdown, HTML, a mail, a feed and a picture, all of them or none. `models` is asked for
 * what someone follows in words alone. Throws a UserError when there is no database, when it is damaged, when no paper was listed on the days
 * asked for, or when there is no way to write.
 */
export async function writeDigest(
  settings: DigestSettings,
  models: EmbedderSource | null = null,
): Promise<DigestSummary> {
  const { output, day, days, from, to, subject, link } = settings;
  const followed = [
    ...(settings.follow === null ? [] : await readFollowed(settings.follow)),
    ...readSearched(settings.search),
  ];
  await finishCommit(output);
  const database = await openAtlasDatabase(output);
  const digest = await readDigest(
    database,
    day,
    days,
    followed.length === 0
      ? null
      : (open) =>
          matchFollowed(open, followed, async () => {
            const { openPaperSearch } = await import("../paper-search/open-paper-search.ts");
            return openPaperSearch(open, models);
          }),
  )
    .catch((error) => {
      const [reason] = describeError(error).split("\n");
      if (!/^(?:Binder|Catalog) Error/.test(reason!)) throw error;
      throw new UserError(`${output}: made by another version: ${reason}\nRun the pipeline on it again.`);
    })
    .finally(() => database.close());
  const top = settings.top ?? (days === 1 ? TOP_OF_DAY : TOP_OF_DAYS);
  const outline = outlineDigest(digest, top, link);
  const { title } = outline;
  // A path leads nowhere from a mail.
  const mailOutline = link === null || isOfWeb(link) ? outline : outlineDigest(digest, top, null);
  const svg = drawDigestMap(digest.points);
  const png = await renderSmallPng(svg);
  const alt = describeDigestMap(digest.points);
  const page = composeDigest(outline, { url: "digest.svg", alt });
  const font = await embedFont(listMapLetters(digest.points));
  const mail = {
    from,
    to,
    subject: subject ?? title,
    date: digest.updatedAt,
    text: writeText(mailOutline),
    html: writeMailPage(title, composeDigest(mailOutline, { url: "cid:digest.png", alt }), digest.papers),
    pictures: [{ name: "digest.png", content: png }],
  };
  const files = {
    markdown: { name: "digest.md", content: writeMarkdown(page) },
    html: {
      name: "digest.html",
      content: writeDigestPage(title, page, digest.papers, new Map([["digest.svg", svg]]), font),
    },
    mail: { name: "digest.eml", content: await writeMail(mail) },
    feed: { name: "feed.xml", content: writeFeed(digest, link !== null && isOfWeb(link) ? link : null) },
    svg: { name: "digest.svg", content: `${svg}\n` },
    png: { name: "digest.png", content: png },
  };
  const folder = join(output, digest.followed === null ? FOLDER : PERSONAL_FOLDER);
  await replaceFiles(folder, Object.values(files));
  return {
    ...summarize(digest, title),
    files: {
      markdown: join(folder, files.markdown.name),
      html: join(folder, files.html.name),
      mail: join(folder, files.mail.name),
      feed: join(folder, files.feed.name),
      svg: join(folder, files.svg.name),
      png: join(folder, files.png.name),
    },
  };
}

function summarize({ period, papers, followed }: Digest, title: string): Omit<DigestSummary, "files"> {
  const topics = new Map<number | null, { id: number | null; label: string | null; papers: number }>();
  for (const { topic_id, topic } of papers) {
    const counted = topics.get(topic_id) ?? { id: topic_id, label: topic, papers: 0 };
    topics.set(topic_id, { ...counted, papers: counted.papers + 1 });
  }
  return {
    title,
    period,
    papers: papers.length,
    topics: [...topics.values()],
    followed:
      followed?.map(({ text, origin, topics: labels, how, paperIds }) => ({
        text,
        from: origin,
        topics: labels,
        how,
        papers: papers.filter(({ paper_id }) => paperIds.has(paper_id)).length,
      })) ?? null,
  };
}

/** Returns a picture as a PNG of at most 150 kB, at twice its size if it can be: a mail is stored by each of its readers. */
async function renderSmallPng(svg: string): Promise<Buffer> {
  let png: Uint8Array = new Uint8Array();
  for (const scale of PNG_SCALES) {
    png = await renderPng(svg, scale);
    if (png.length <= LARGEST_PNG) break;
  }
  return Buffer.from(png);
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
