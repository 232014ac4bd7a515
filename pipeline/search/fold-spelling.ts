/** British and American spellings that no rule makes alike, both in the singular, with what may follow them. */
const WORDS: readonly (readonly [british: RegExp, american: string])[] = [
  [/^grey/, "gray"],
  [/^programme$/, "program"],
  [/^artefact/, "artifact"],
  [/^sceptic/, "skeptic"],
  [/^ageing$/, "aging"],
  [/^mould/, "mold"],
  [/^plough/, "plow"],
  [/^tyre$/, "tire"],
  [/^aluminium$/, "aluminum"],
  [/^sulph/, "sulf"],
  [/^acknowledgement$/, "acknowledgment"],
  [/^judgement$/, "judgment"],
  [/^(def|off|lic|pret)ence$/, "$1ense"],
  [/^(fulfil|enrol|distil|instil)l/, "$1"],
  [/^(an|leuk|isch|tox|bacter)aemi/, "$1emi"],
  [/^haem/, "hem"],
  [/^paed(?=i)/, "ped"],
  [/^anaesth/, "anesth"],
  [/^gynaec/, "gynec"],
  [/^oe(?=dem|soph|str)/, "e"],
  [/^foet/, "fet"],
];

/** British endings; what they become is American, and harmless where a word had it all along: the form is never shown. */
const ENDINGS: readonly (readonly [british: RegExp, american: string])[] = [
  [
    /^(.{2,}(?:[aei]l|ll|[aeioy]m|[aeo]r|[aeiou]n|[gr]n|[aei]t|[nr]t|rd|og|ic|[ae]s))is(?=(?:e|ed|es|er|ing|ation|ational|able)$)/,
    "$1iz",
  ],
  [/^(.+l)ys(?=(?:e|ed|er|ing)$)/, "$1yz"],
  [/^(.{2,})our(?=(?:s|ed|ing|al|ally|able|hood|less|ful|er|ist|ite|ation)*$)/, "$1or"],
  [/^(.+[bt])re$/, "$1er"],
  [/^(.+[bt])red$/, "$1ered"],
  [/^(.*[aeiou].*[aei]l)l(?=(?:ed|ing|er)$)/, "$1"],
  [/^(.{3,}og)ue$/, "$1"],
];

/**
 * Returns one form for the British and the American spelling of a folded word in the singular, to compare by: "quantisation" as "quantization", "colour",
 * "fibre", "modelling", "analyse", "catalogue".
 */
export function foldSpelling(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const known = WORDS.find(([british]) => british.test(word));
  if (known) return word.replace(known[0], known[1]);
  return ENDINGS.reduce((form, [british, american]) => form.replace(british, american), word);
}
