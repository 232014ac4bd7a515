import type { ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import { heading, type Inline, image, link, list, paragraph, strong } from "../documents/markdown.ts";
import type { LinkedTopic } from "./atlas-link.ts";
import { MAP_WIDTH } from "./digest-map.ts";
import type { NewsItem } from "./digest-news.ts";
import type { DigestOutline, OutlineEntry, TopEntry, TopicList } from "./digest-outline.ts";

/** The digest's picture: its address as the document names it, and what it shows. */
export type DigestPicture = { url: string; alt: string };

/** Returns a digest as a Markdown tree; `picture` is null where there is none. */
export function composeDigest(outline: DigestOutline, picture: DigestPicture | null): RootContent[] {
  const { title, notes, atlas, news, top, rest, followed } = outline;
  const content: RootContent[] = [heading(1, title)];
  if (notes.length > 0) content.push(paragraph(notes.join(" ")));
  if (news.length > 0) content.push(heading(2, "New and rising"), list(news.map(describeNews)));
  if (picture !== null) content.push(showPicture(picture));
  if (atlas !== null) content.push(paragraph(linkAtlas("These papers in the atlas", atlas)));
  if (top.entries.length > 0) content.push(heading(2, top.heading), listTop(top.entries));
  if (rest.groups.length > 0) content.push(heading(2, rest.heading), ...rest.groups.flatMap(listGroup));
  if (followed.length > 0) content.push(heading(2, "What you follow"), list(followed.map((text) => [text])));
  return content;
}

/** Returns the class that marks a topic's headings, for its colour. */
export function nameTopicClass(topicId: number): string {
  return `topic-${topicId}`;
}

function showPicture({ url, alt }: DigestPicture): Paragraph {
  const node = image(url, alt);
  node.data = { hProperties: { width: MAP_WIDTH } };
  return paragraph(node);
}

function describeNews({ topic, name, text }: NewsItem): Inline[] {
  return [strong(topic === null ? name : nameTopic(topic)), `: ${text}.`];
}

function listTop(entries: readonly TopEntry[]): RootContent {
  const items = entries.map((entry): ListItem => ({ type: "listItem", spread: true, children: describeTop(entry) }));
  return { type: "list", ordered: true, start: 1, spread: true, children: items };
}

function describeTop(entry: TopEntry): Paragraph[] {
  const { origin, codeUrl, projectUrl, mapUrl, summary, topic, without, reasons } = entry;
  const made: Inline[][] = origin.map((part) => [part]);
  if (codeUrl !== null) made.push([link("code", codeUrl)]);
  if (projectUrl !== null) made.push([link("project", projectUrl)]);
  if (mapUrl !== null) made.push([linkAtlas("on the map", mapUrl)]);
  const terms = reasons.map((term) => `“${term}”`).join(", ");
  const place: Inline[] = topic === null ? [without] : [nameTopic(topic), terms === "" ? "" : `: ${terms}`];
  const placed = paragraph(...place);
  placed.data = { hProperties: { className: ["place", ...(topic === null ? [] : [nameTopicClass(topic.id)])] } };
  return [
    paragraph(strong(nameEntry(entry)), ...describeNotes(entry)),
    ...(made.length === 0 ? [] : [paragraph(...joinParts(made))]),
    paragraph(summary),
    placed,
  ];
}

function listGroup({ label, topics }: DigestOutline["rest"]["groups"][number]): RootContent[] {
  if (label === null) return topics.flatMap((topic) => listTopic(topic, 3));
  return [heading(3, label), ...joinLists(topics.flatMap((topic) => listTopic(topic, 4)))];
}

/** A part of a broader topic with one paper shares the line with it. */
function listTopic({ topic, label, above, entries }: TopicList, depth: 3 | 4): RootContent[] {
  const name: Inline = topic === null ? label : nameTopic(topic);
  const className = topic === null ? [] : [nameTopicClass(topic.id)];
  if (depth === 4 && entries.length === 1 && above === 0) {
    const line = list([[strong(name), ": ", ...describeLine(entries[0]!)]]);
    line.children[0]!.data = { hProperties: { className: ["alone", ...className] } };
    return [line];
  }
  const count = above === 0 ? `${entries.length}` : `${entries.length}, and ${above} above`;
  const marked = heading(depth, name, ` (${count})`);
  marked.data = { hProperties: { className } };
  return [marked, list(entries.map(describeLine))];
}

/** Makes one list of lists that stand one behind the other, as Markdown reads them. */
function joinLists(nodes: readonly RootContent[]): RootContent[] {
  const joined: RootContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === "list" && last?.type === "list")
      joined[joined.length - 1] = { ...last, children: [...last.children, ...node.children] };
    else joined.push(node);
  }
  return joined;
}

function describeLine(entry: OutlineEntry): Inline[] {
  const asides: Inline[][] = [];
  if (entry.codeUrl !== null) asides.push([link("code", entry.codeUrl)]);
  if (entry.mapUrl !== null) asides.push([linkAtlas("map", entry.mapUrl)]);
  return [nameEntry(entry), ...describeNotes(entry), ...(asides.length === 0 ? [] : [" · ", ...joinParts(asides)])];
}

function nameEntry({ title, url }: OutlineEntry): Inline {
  return url === null ? title : link(title, url);
}

function describeNotes({ notes }: OutlineEntry): Inline[] {
  return notes.length > 0 ? [` (${notes.join(", ")})`] : [];
}

function nameTopic({ label, url }: LinkedTopic): PhrasingContent {
  return url === null ? { type: "text", value: label } : linkAtlas(label, url);
}

/** A link to an address that was checked when it was given: it may be a path. */
function linkAtlas(text: string, url: string): PhrasingContent {
  return { type: "link", url, children: [{ type: "text", value: text }] };
}

function joinParts(parts: readonly Inline[][]): Inline[] {
  return parts.flatMap((part, index) => (index > 0 ? [" · ", ...part] : part));
}
