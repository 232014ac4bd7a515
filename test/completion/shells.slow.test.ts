import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { COMMANDS, type CommandName } from "../../pipeline/cli/command-names.ts";
import { loadCommand } from "../../pipeline/cli/commands.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { STAGE_NAMES } from "../../pipeline/stages/stages.ts";

const PROGRAM = describeProgram("1.2.3", false);
const NAMES = Object.keys(COMMANDS) as CommandName[];
let folder: string;

function hasShell(shell: string): boolean {
  try {
    execFileSync(shell, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function writeScript(shell: string): Promise<void> {
  let script = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    script += text;
    return true;
  });
  try {
    expect(await (await loadCommand("completion")).run(PROGRAM, [shell])).toBe(0);
  } finally {
    spy.mockRestore();
  }
  await writeFile(join(folder, `completion.${shell}`), script);
}

async function runShell(shell: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(shell, args, { cwd: folder, env: { ...process.env, TERM: "dumb" } });
  return stdout;
}

/** In bash, what stands before the cursor as the shell parts it: at spaces, and at =. */
async function completeInBash(line: string): Promise<string[]> {
  const words = line.split(/ |(?<==)|(?==)/);
  const script = `source completion.bash
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
compopt() { echo "<$2>"; }
_topic_atlas; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return (await runShell("bash", ["--noprofile", "--norc", "-c", script])).split("\n").filter(Boolean);
}

async function completeInFish(line: string): Promise<string[]> {
  const lines = await runShell("fish", ["--no-config", "-c", `source completion.fish; complete -C '${line}'`]);
  return lines
    .split("\n")
    .filter(Boolean)
    .map((row) => row.split("\t")[0]!);
}

/** In zsh, by typing into a terminal of its own, which is read until it has shown what is expected, or a while has passed. */
async function completeInZsh(line: string, expected: string): Promise<string> {
  const script = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; source ./completion.zsh; echo re""ady'
collect() {
  local part
  for turn in {1..100}; do
    sleep 0.1
    while zpty -rt shell part; do answer+=$part; done
    [[ $answer == *"$1"* ]] && return
  done
}
answer=; collect ready
answer=; zpty -w -n shell '${line}'$'\\t'
collect '${expected}'
zpty -d shell
print -r -- "$answer"`;
  return runShell("zsh", ["-f", "-c", script]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await mkdir(join(folder, "my papers"));
  await writeFile(join(folder, "papers.jsonl"), "");
  for (const shell of ["bash", "zsh", "fish"]) await writeScript(shell);
});

describe("in bash", () => {
  it("completes every command", async () => {
    expect((await completeInBash("topic-atlas ")).sort()).toEqual([...NAMES, "help", "--help", "--version"].sort());
    expect(await completeInBash("topic-atlas du")).toEqual(["duplicates"]);
    expect(await completeInBash("topic-atlas help ev")).toEqual(["eval"]);
  });

  it.each(NAMES)("completes every option of %s", async (name) => {
    const { build } = await loadCommand(name);
    const flags = build(PROGRAM).options.map(({ long }) => long!);
    expect((await completeInBash(`topic-atlas ${name} -`)).sort()).toEqual([...flags, "--help"].sort());
  });

  it("completes what an option can be, behind a space and behind =", async () => {
    expect(await completeInBash("topic-atlas run --from ")).toEqual([...STAGE_NAMES]);
    expect(await completeInBash("topic-atlas run --from=cl")).toEqual(["cluster"]);
    expect(await completeInBash("topic-atlas duplicates --kind ne")).toEqual(["near"]);
    expect(await completeInBash("topic-atlas completion z")).toEqual(["zsh"]);
  });

  it("leaves files and folders to the shell, and knows nothing of numbers", async () => {
    expect(await completeInBash("topic-atlas run pap")).toEqual(["<default>"]);
    expect(await completeInBash("topic-atlas doctor --output ")).toEqual(["<dirnames>"]);
    expect(await completeInBash("topic-atlas duplicates --limit ")).toEqual([]);
  });
});

describe.skipIf(!hasShell("fish"))("in fish", () => {
  it("completes commands, options, and what they can be", async () => {
    expect((await completeInFish("topic-atlas ")).sort()).toEqual([...NAMES, "help"].sort());
    expect(await completeInFish("topic-atlas run --onl")).toEqual(["--only"]);
    expect((await completeInFish("topic-atlas run --from ")).sort()).toEqual([...STAGE_NAMES].sort());
    const [shown] = await completeInFish("topic-atlas doctor --output my");
    expect(shown!.replaceAll("\\", "")).toBe("my papers/");
    expect(await completeInFish("topic-atlas assign pap")).toEqual(["papers.jsonl"]);
    expect((await completeInFish("topic-atlas completion ")).sort()).toEqual(["bash", "fish", "zsh"]);
  });
});

describe.skipIf(!hasShell("zsh"))("in zsh", () => {
  it("completes a command, an option, a stage and a file", async () => {
    for (const [typed, expected] of [
      ["dup", "duplicates"],
      ["run --onl", "run --only"],
      ["run --from clu", "run --from cluster"],
      ["assign pap", "assign papers.jsonl"],
    ])
      expect(await completeInZsh(`topic-atlas ${typed}`, `topic-atlas ${expected}`)).toContain(
        `topic-atlas ${expected}`,
      );
  });
});
