import type { Command } from "commander";

/**
 * Returns the first option of a command that npm kept for itself, since it stood before `--`; null for none. npm passes what it keeps as
 * npm_config_… to the script that it runs (https://docs.npmjs.com/cli/using-npm/config).
 */
export function findSwallowedOption(command: Command, script: string, env: NodeJS.ProcessEnv): string | null {
  if (env.npm_lifecycle_event !== script) return null;
  const names = command.options.flatMap(({ long, negate }) => (long && !negate ? [long] : []));
  return names.find((name) => (env[`npm_config_${name.slice(2).replaceAll("-", "_")}`] ?? "") !== "") ?? null;
}
