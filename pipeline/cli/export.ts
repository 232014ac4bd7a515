import { Option } from "commander";
import { chooseFormat, EXPORT_FORMAT_NAMES, type ExportFormat } from "../atlas-export/export-format.ts";
import { checkExport, exportPapers, writeExportText } from "../atlas-export/export-papers.ts";
import { readKeptFiles } from "../atlas-export/read-kept-files.ts";
import { readMappedPapers } from "../atlas-export/read-mapped-papers.ts";
import { selectPapers } from "../atlas-export/select-papers.ts";
import { askAtlas } from "../database/ask-atlas.ts";
import { UserError } from "../error.ts";
import { formatCount } from "../text/format-figure.ts";
import { defineCommand } from "./define-command.ts";
import { loadModels } from "./load-models.ts";
import { printData, printNote } from "./print.ts";
import { addOutputOption, parseLimit } from "./shared-options.ts";

type ExportOptions = {
  output: string;
  format?: ExportFormat;
  topic?: string;
  query?: string;
  papers?: string[];
  limit: number;
  force?: true;
};

/** Writes papers to a file, or prints them. */
export const exporting = defineCommand<ExportOptions>({
  name: "export",
  description:
    "Writes the papers of an output folder, of a topic, or those that a question finds, for other programs: to a file, or without one to standard output.",
  declare(command, program) {
    command.argument("[file]", "file to write; its ending tells the format");
    command.addOption(new Option("--format <format>", "format, whatever the ending").choices(EXPORT_FORMAT_NAMES));
    command.option("--topic <topic>", "papers of this topic, of any level: its id, or words of its label");
    command.option("--query <question>", "papers that answer this best, as search finds them");
    command.option("--limit <n>", "with --query: the n best papers", parseLimit, 100);
    command.option("--papers <papers...>", "these papers: ids, arXiv ids, DOIs, or words of titles");
    command.option("--force", "replace a file that is there");
    addOutputOption(command, program);
  },
  examples: [
    ["papers.csv", "every paper, for a spreadsheet"],
    ["topic.csv --topic 1", "one topic"],
    ["--format bibtex --topic quantization", "print a topic for LaTeX"],
    [`reading.ris --query "kv cache compression" --limit 20`, "twenty papers for a reference manager"],
    ["graph.graphml", "who is near whom, for Gephi or networkx"],
    ["vectors.npy", "the vectors, for numpy"],
  ],
  notes: `Formats and endings: csv .csv, parquet .parquet, jsonl .jsonl, bibtex .bib, ris .ris, csl .json (CSL-JSON), graphml .graphml (each paper and
its ten nearest), points .geojson (places on the map), vectors .npy (float32, ids in a .ids.txt beside it) or .parquet with
--format vectors. docs/export.md tells what each holds. A file is written whole or not at all, and none is replaced without --force.`,
  async answer({ args, options }) {
    const path = args[0] ?? null;
    if (path === "") throw new UserError("file: must not be empty");
    const format = chooseFormat(path, options.format ?? null);
    const { topic = null, query = null, papers: names = null, limit, output } = options;
    await askAtlas(output, async (database) => {
      if (path !== null)
        checkExport({ path, force: options.force ?? false }, format, await readKeptFiles(database, output));
      const source = query === null ? null : loadModels();
      const { ids, note } = await selectPapers(database, { topic, query, limit, papers: names }, source);
      if (note !== null) printNote(`note: ${note}`);
      const papers = await readMappedPapers(database, ids);
      if (path === null) {
        if (format !== "parquet" && format !== "vectors") printData(await writeExportText(database, papers, format));
        printNote(`${formatCount(papers.length, "paper")} as ${format}`);
        return;
      }
      for (const file of await exportPapers(database, papers, format, path))
        printNote(`wrote ${file.path}: ${formatCount(file.papers, "paper")}, ${formatCount(file.bytes, "byte")}`);
    });
  },
});
