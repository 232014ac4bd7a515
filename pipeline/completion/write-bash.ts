import type { Completed, CompletedCommand } from "./completed-command.ts";

/** Returns a script that completes the commands in bash, from 3.2 on, as macOS has it. */
export function writeBash(program: string, commands: readonly CompletedCommand[]): string {
  const shell = `_${program.replaceAll("-", "_")}`;
  const names = commands.map(({ name }) => name).join(" ");
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flag, value }) => (value === null ? [] : [`    "${name} ${flag}") ${complete(value)} ;;`])),
  );
  const flags = commands.map(({ name, options }) => {
    const words = options.map(({ flag }) => flag).join(" ");
    return `      ${name}) words="${words}" ;;`;
  });
  const others = commands.flatMap(({ name, argument }) =>
    argument === null ? [] : [`    ${name}) ${complete(argument)} ;;`],
  );
  return `# Completes ${program} in bash: source <(${program} completion bash)
${shell}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} help --help --version" -- "$current"))
    return
  fi
  if [ "$current" = "=" ]; then
    current=""
  elif [ "$previous" = "=" ]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  case "\${COMP_WORDS[1]} $previous" in
${values.join("\n")}
  esac
  if [ "\${current:0:1}" = "-" ]; then
    case "\${COMP_WORDS[1]}" in
${flags.join("\n")}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
    help) COMPREPLY=($(compgen -W "${names}" -- "$current")) ;;
${others.join("\n")}
  esac
}
complete -F ${shell} ${program}
`;
}

/** Of files and folders the shell itself knows best how they are quoted. */
function complete(value: Completed): string {
  if (value.kind === "words") return `COMPREPLY=($(compgen -W "${value.words.join(" ")}" -- "$current")); return`;
  if (value.kind === "file") return "compopt -o default 2>/dev/null; return";
  if (value.kind === "folder") return "compopt -o dirnames 2>/dev/null; return";
  return "return";
}
