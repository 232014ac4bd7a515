import type { Completed, CompletedCommand, CompletedOption } from "./completed-command.ts";

/** Returns a script that completes the commands in zsh. */
export function writeZsh(program: string, commands: readonly CompletedCommand[]): string {
  const shell = `_${program.replaceAll("-", "_")}`;
  const names = commands.map(({ name, summary }) => `    ${quote(`${name}:${escapeColons(summary)}`)}`);
  const cases = commands.map(({ name, options, argument }) => {
    const specs = [...options.map(writeOption), ...(argument === null ? [] : [`*:${complete(argument)}`])];
    return `    ${name})\n      _arguments -s ${specs.map((spec) => `\\\n        ${quote(spec)}`).join(" ")}\n      ;;`;
  });
  return `#compdef ${program}
# Completes ${program} in zsh: source <(${program} completion zsh)
${shell}() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${names.join("\n")}
    'help:show help of a command'
  )
  _arguments -C '1:command:->command' '*::argument:->rest'
  case "$state" in
  command)
    _describe command commands
    ;;
  rest)
    case "$words[1]" in
    help)
      _describe command commands
      ;;
${cases.join("\n")}
    esac
    ;;
  esac
}
if [ "$funcstack[1]" = "${shell}" ]; then
  ${shell} "$@"
else
  compdef ${shell} ${program}
fi
`;
}

function writeOption({ flag, summary, value }: CompletedOption): string {
  const said = `[${escapeColons(summary).replaceAll(/[[\]]/g, "\\$&")}]`;
  return value === null ? `${flag}${said}` : `*${flag}=${said}:${complete(value)}`;
}

function complete(value: Completed): string {
  if (value.kind === "words") return `value:(${value.words.map(escapeColons).join(" ")})`;
  if (value.kind === "file") return "file:_files";
  if (value.kind === "folder") return "folder:_files -/";
  return "value: ";
}

function escapeColons(text: string): string {
  return text.replaceAll(":", "\\:");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
