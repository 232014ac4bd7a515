import type { Completed, CompletedCommand, CompletedOption } from "./completed-command.ts";

/** Returns a script that completes the commands in fish. */
export function writeFish(program: string, commands: readonly CompletedCommand[]): string {
  const asked = `__${program.replaceAll("-", "_")}_is`;
  const line = (condition: string, rest: string) => `complete -c ${program} -n ${quote(condition)} ${rest}`;
  const names = commands.map(({ name, summary }) =>
    line("test (count (commandline -opc)) -eq 1", `-a ${name} -d ${quote(summary)}`),
  );
  const rest = commands.flatMap(({ name, options, argument }) => [
    ...(argument === null ? [] : [line(`${asked} ${name}`, complete(argument))]),
    ...options.map((option) => line(`${asked} ${name}`, writeOption(option))),
  ]);
  return `# Completes ${program} in fish: ${program} completion fish | source
function ${asked}
  set -l words (commandline -opc)
  test (count $words) -ge 2; and test $words[2] = $argv[1]
end
complete -c ${program} -f
${line("test (count (commandline -opc)) -eq 1", `-a help -d ${quote("show help of a command")}`)}
${line(`${asked} help`, `-a ${quote(commands.map(({ name }) => name).join(" "))}`)}
${[...names, ...rest].join("\n")}
`;
}

function writeOption({ flag, short, summary, value }: CompletedOption): string {
  const parts = [`-l ${flag.slice(2)}`, ...(short === null ? [] : [`-s ${short.slice(1)}`]), `-d ${quote(summary)}`];
  if (value !== null) parts.push(value.kind === "file" ? "-r -F" : `-x ${complete(value)}`);
  return parts.join(" ").trimEnd();
}

function complete(value: Completed): string {
  if (value.kind === "words") return `-a ${quote(value.words.join(" "))}`;
  if (value.kind === "file") return "-F";
  if (value.kind === "folder") return `-a ${quote("(__fish_complete_directories)")}`;
  return "";
}

/** Within quotes of fish a backslash and a quote alone are not themselves. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
