import { readArxivId } from "../../text/arxiv-id.ts";
import type { GivenFields } from "../record.ts";

/** What stands before an identifier in the names of arXiv's archive and in its DOIs. */
const PREFIX = /^(?:oai:arXiv\.org:|(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arXiv\.)/i;

/**
 * Returns the arXiv identifier and version that a text is or leads to, such as `http://arxiv.org/abs/2401.00001v2`, `arXiv:2401.00001` or a
 * DOI of arXiv's; nothing where it names none.
 */
export function readArxivReference(text: string | null): Partial<GivenFields> {
  const bare = (text ?? "").trim().replace(PREFIX, "arXiv:");
  const id = readArxivId(bare);
  if (id === null) return {};
  const version = /v(\d{1,3})(?:\.pdf)?(?:[?#].*)?$/i.exec(bare)?.[1];
  return version === undefined ? { arxiv_id: id } : { arxiv_id: id, arxiv_version: Number(version) };
}

/** Returns the arXiv identifier and version of the first of these texts that names one. */
export function findArxivReference(texts: readonly (string | null)[]): Partial<GivenFields> {
  for (const text of texts) {
    const reference = readArxivReference(text);
    if (reference.arxiv_id) return reference;
  }
  return {};
}
