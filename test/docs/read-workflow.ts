import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** A step of the workflow: a command, or an action that is used. */
export type Step = { name?: string; run?: string; uses?: string; if?: string };

/** The workflow that docs/ shows, as far as the tests look at it. */
export type Workflow = {
  permissions: Record<string, string>;
  concurrency: { group: string };
  env: Record<string, string>;
  defaults: { run: { shell: string } };
  jobs: Record<string, { permissions: Record<string, string>; steps: Step[]; "timeout-minutes": number }>;
};

/** Folder of the files that docs/running.md shows. */
export const UNATTENDED = fileURLToPath(new URL("../../docs/unattended/", import.meta.url));

/** Returns the workflow. Its YAML is read by the parser that comes with Playwright: no other is in a checkout. */
export async function readWorkflow(): Promise<Workflow> {
  const { yaml } = (await import("playwright-core/lib/utilsBundle" as string)) as {
    yaml: { parse: (text: string) => Workflow };
  };
  return yaml.parse(await readFile(`${UNATTENDED}topic-atlas.yml`, "utf8"));
}
