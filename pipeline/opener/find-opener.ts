/** A program that opens a file in the browser: the file is its last argument, and no shell reads it. */
export type Opener = { program: string; args: readonly string[] };

/**
 * Returns what opens files on a platform, or why nothing would be seen of it, in words. `env` are the environment variables of the process.
 */
export function findOpener(platform: string, env: Record<string, string | undefined>): Opener | string {
  const has = (name: string) => (env[name] ?? "") !== "";
  if (has("CI")) return "no one watches here (CI is set)";
  const isRemote = has("SSH_CONNECTION") || has("SSH_TTY");
  if (platform === "win32") return isRemote ? FAR_AWAY : { program: "explorer.exe", args: [] };
  if (platform === "darwin") return isRemote ? FAR_AWAY : { program: "open", args: [] };
  if (has("DISPLAY") || has("WAYLAND_DISPLAY") || has("BROWSER")) return { program: "xdg-open", args: [] };
  return isRemote ? FAR_AWAY : "there is no display here (DISPLAY and WAYLAND_DISPLAY are not set)";
}

const FAR_AWAY = "this is a remote session (SSH)";
