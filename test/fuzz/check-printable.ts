/** What steers a terminal, turns the text beside it or hides in it. Line feed and tab are allowed, and the joiners that scripts and emoji need. */
const UNPRINTABLE =
  /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

const STACK = /^\s+at .*(?::\d+:\d+|node:)/m;

/** Throws where a text holds a character that must not be shown, and says which and what stands around it. */
export function checkPrintable(what: string, text: string): void {
  const found = UNPRINTABLE.exec(text);
  if (!found) return;
  const code = found[0].codePointAt(0)!.toString(16);
  const around = JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 40));
  throw new Error(`${what}: character U+${code} in ${around}`);
}

/** Throws where a message is not one for people: with a stack, or with characters that must not be shown. */
export function checkMessage(what: string, message: string): void {
  checkPrintable(what, message);
  if (STACK.test(message)) throw new Error(`${what}: a stack: ${message}`);
  if (message.trim() === "") throw new Error(`${what}: empty`);
}
