import { splitSentences } from "../text/sentences.ts";

/** How authors begin to say what they did, after the sentences that say why. */
const CONTRIBUTION =
  /\b(?:we|this (?:paper|work|article|study|report|survey|thesis|letter)|our (?:paper|work|approach|method|framework|model|results?|study|key|main|contributions?))\b.{0,60}?\b(?:propos|present|introduc|develop|describ|study|studies|investigat|examin|show|demonstrat|find|provid|explor|analy[sz]|address|offer|design|establish|report|prove|deriv|conduct|evaluat|formulat|aim|review|survey|compar|release|build|train|argue|reveal|leverag|tackl|construct|creat|devis|identif|take|apply|use|extend|revisit|ask|consider)/iu;
const SENTENCES = 2;
const MOST_CHARACTERS = 420;

/**
 * Returns two sentences of an abstract: the first that says what the authors did ("we propose", "this paper presents") and the next,
 * or the first two where none does. Where both are longer than `longest` characters together it is the first, which is cut at a word if need be.
 */
export function summarizeAbstract(abstract: string, longest = MOST_CHARACTERS): string {
  const sentences = splitSentences(abstract).map(({ text }) => text);
  const found = sentences.findIndex((sentence) => CONTRIBUTION.test(sentence));
  const start = found === -1 ? 0 : Math.max(0, Math.min(found, sentences.length - SENTENCES));
  const both = sentences.slice(start, start + SENTENCES).join(" ");
  if ([...both].length <= longest) return both;
  return cutAtWord(sentences[Math.max(start, found)]!, longest);
}

function cutAtWord(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const cut = characters.slice(0, longest).join("");
  const end = cut.lastIndexOf(" ");
  return `${(end > longest / 2 ? cut.slice(0, end) : cut).replace(/[,;:\s]+$/u, "")}…`;
}
