import wrapAnsi from "wrap-ansi";
import { toReadableLine } from "../text/printable.ts";
import type { NewsItem } from "./digest-news.ts";
import type { DigestOutline, OutlineEntry, TopEntry, TopicList } from "./digest-outline.ts";

/** In columns; only an address may be longer, since a broken one leads nowhere. */
const LINE_WIDTH = 72;

/**
 * Returns a digest as plain text, for mail programs that show no HTML: lines of 72 columns, each address on a line of its own. Characters that
 * are not seen or that turn the direction of what stands beside them are left out.
 */
export function writeText({ title, notes, atlas, news, top, rest, followed }: DigestOutline): string {
  const parts = [wrap(title), wrap(notes.join(" ")), atlas === null ? "" : `In the atlas:\n${atlas}`, listNews(news)];
  if (top.entries.length > 0) parts.push(top.heading.toUpperCase(), ...top.entries.map(describeTop));
  if (rest.groups.length > 0) {
    parts.push(rest.heading.toUpperCase());
    for (const { label, topics } of rest.groups) {
      if (label !== null) parts.push(wrap(label));
      parts.push(...topics.map((topic) => listTopic(topic, label === null ? 0 : 2)));
    }
  }
  if (followed.length > 0) parts.push("WHAT YOU FOLLOW", followed.map((text) => wrap(text, "- ")).join("\n"));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function listNews(news: readonly NewsItem[]): string {
  if (news.length === 0) return "";
  return ["NEW AND RISING", news.map(({ name, text }) => wrap(`${name}: ${text}.`, "- ")).join("\n")].join("\n\n");
}

function describeTop(entry: TopEntry, index: number): string {
  const { title, notes, origin, summary, topic, without, reasons, url, codeUrl, projectUrl, mapUrl } = entry;
  const mark = `${index + 1}. `;
  const indent = " ".repeat(mark.length);
  const terms = reasons.map((term) => `“${term}”`).join(", ");
  const place = topic === null ? without : `Topic: ${topic.label}${terms === "" ? "" : `, for ${terms}`}`;
  const lines = [
    wrap(title, mark),
    wrap([notes.join(", "), ...origin].filter((part) => part !== "").join(". "), indent),
    wrap(summary, indent),
    wrap(place, indent),
    ...[url ?? "", named("Code", codeUrl), named("Project", projectUrl), named("Map", mapUrl)].map((line) =>
      line === "" ? "" : `${indent}${line}`,
    ),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function named(name: string, url: string | null): string {
  return url === null ? "" : `${name}: ${url}`;
}

function listTopic({ topic, label, above, entries }: TopicList, depth: number): string {
  const indent = " ".repeat(depth);
  const count = above === 0 ? `${entries.length}` : `${entries.length}, and ${above} above`;
  const head = [wrap(`${label} (${count})`, indent)];
  if (topic?.url) head.push(`${indent}${topic.url}`);
  return [...head, ...entries.map((entry) => describeLine(entry, `${indent}- `))].join("\n");
}

function describeLine({ title, notes, url }: OutlineEntry, mark: string): string {
  const text = wrap(notes.length > 0 ? `${title} (${notes.join(", ")})` : title, mark);
  return url === null ? text : `${text}\n${" ".repeat(mark.length)}${url}`;
}

/** Returns a text in lines of at most 72 columns, `mark` before the first and as many spaces before the others; nothing for nothing. */
function wrap(text: string, mark = ""): string {
  const line = toReadableLine(text);
  if (line === "") return "";
  return wrapAnsi(line, LINE_WIDTH - mark.length, { hard: true })
    .split("\n")
    .map((part, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${part}`.trimEnd())
    .join("\n");
}
