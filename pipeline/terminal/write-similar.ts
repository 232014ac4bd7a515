import type { SimilarPaper } from "../papers/find-similar.ts";
import { formatFigure } from "../text/format-figure.ts";
import type { Terminal } from "./terminal.ts";
import { type TableColumn, writeTable } from "./write-table.ts";

const WIDEST_TOPIC = 36;
const ROOM_FOR_TOPICS = 110;

/** Returns near papers as a table: rank, cosine, id, title, and the topic where the terminal is wide enough. */
export function writeSimilar(papers: readonly SimilarPaper[], terminal: Terminal, indent = 0): string {
  const columns: TableColumn<SimilarPaper>[] = [
    { heading: "#", isNumber: true, read: ({ rank }) => `${rank}`, style: terminal.dim },
    { heading: "near", isNumber: true, read: ({ similarity }) => formatFigure(similarity) },
    { heading: "paper", read: ({ paper_id }) => paper_id, style: terminal.dim },
    { heading: "title", isFlexible: true, read: ({ title }) => title },
    {
      heading: "topic",
      mostWidth: WIDEST_TOPIC,
      leastTerminal: ROOM_FOR_TOPICS,
      read: ({ topic_label }) => topic_label ?? "none",
      style: terminal.dim,
    },
  ];
  return papers.length === 0 ? "" : writeTable(papers, columns, terminal, indent);
}
