/** Returns the keywords that a text lists, parted by semicolons or line breaks, else by commas; null where it has none. */
export function splitKeywords(text: string | null): string[] | null {
  const words = (text ?? "").split(/[;\n]/.test(text ?? "") ? /[;\n]/ : /,/).map((word) => word.trim());
  const written = words.filter((word) => word !== "");
  return written.length > 0 ? written : null;
}
