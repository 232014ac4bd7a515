/** Every command of the program: what it is for, in a line, and the script of package.json that calls it in a checkout. */
export const COMMANDS = {
  run: { script: "pipeline", summary: "find the topics of papers, into an output folder" },
  embed: { script: "embed", summary: "embed one part of the papers, for a run that takes up all parts" },
  search: { script: "search", summary: "find papers by a question, in meaning and words" },
  serve: { script: "serve", summary: "show the map in the browser with the search by meaning behind it" },
  inspect: { script: "inspect", summary: "say what would be read of files, before anything is computed" },
  digest: { script: "digest", summary: "write the newest papers of an output folder as a mail and a feed" },
  topics: { script: "topics", summary: "list the topics, with their sizes and how sure they are" },
  topic: { script: "topic", summary: "show what a topic is: terms, evidence, typical papers, nearest topics" },
  compare: { script: "compare", summary: "say what distinguishes two topics, and which papers are between them" },
  diff: { script: "diff", summary: "say what changed from one run to another: data, settings, topics, papers, map" },
  paper: { script: "paper", summary: "show a paper: its topic and why, near papers, where it stood" },
  similar: { script: "similar", summary: "find the papers that are like one or several" },
  duplicates: { script: "duplicates", summary: "show which records were merged, and decide on those in doubt" },
  sql: { script: "sql", summary: "ask an output folder in SQL, which can change nothing" },
  export: { script: "export", summary: "write papers for other programs: CSV, Parquet, BibTeX, GraphML and more" },
  assign: { script: "assign", summary: "say where papers that are not in it would go" },
  open: { script: "open", summary: "show the map in the browser" },
  doctor: { script: "doctor", summary: "say whether everything is in order, and what is out of date" },
  completion: { script: "completion", summary: "print what completes commands in bash, zsh or fish" },
  eval: { script: "eval", summary: "measure the topics against known labels" },
  mcp: { script: "mcp", summary: "answer assistants that speak the Model Context Protocol" },
} as const;

/** A command of the program. */
export type CommandName = keyof typeof COMMANDS;

/** Returns whether a word is the name of a command. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}
