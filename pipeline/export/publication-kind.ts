/** What a paper is to a reference manager: in a journal, in the proceedings of a conference, or in neither as far as is known. */
export type PublicationKind = "journal" | "conference" | "manuscript";

/** Journals that are named as proceedings are. */
const JOURNAL =
  /\b(?:journal|transactions|letters|proceedings of the (?:national academy|ieee|acm on|vldb|royal society)|proc\. (?:natl\.|ieee|acm|vldb)|pvldb|pnas|pacm)\b/i;
const CONFERENCE =
  /\b(?:conference|conf\.|proceedings|proc\.|symposium|workshops?|meeting of the|findings of the)(?=\W|$)/i;
/** Names that are written without any of those words; what looks like a word is taken in capitals alone. */
const CONFERENCE_NAME =
  /\b(?:NeurIPS|NIPS|ICML|ICLR|AISTATS|UAI|COLT|AAAI|IJCAI|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|COLM|LREC|TREC|CVPR|ICCV|ECCV|WACV|BMVC|MICCAI|SIGGRAPH|SIGIR|SIGMOD|SIGKDD|KDD|WSDM|CIKM|RecSys|ICASSP|INTERSPEECH|ICRA|IROS|CoRL|CHI|UIST|ICSE|OSDI|SOSP|NSDI|ISCA|ASPLOS|MLSys|PLDI|POPL)\b/;
/** Not a venue: where it is kept before it has one. */
const ARCHIVE = /^(?:arxiv|corr|biorxiv|medrxiv|preprint|ssrn|openreview)\b/i;

/** Returns what kind of publication a venue is, by its name; a venue of no known sign is a journal. */
export function readPublicationKind(venue: string | null): PublicationKind {
  if (venue === null || venue === "" || ARCHIVE.test(venue)) return "manuscript";
  if (JOURNAL.test(venue)) return "journal";
  return CONFERENCE.test(venue) || CONFERENCE_NAME.test(venue) ? "conference" : "journal";
}
