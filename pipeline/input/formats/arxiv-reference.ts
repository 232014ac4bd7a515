import { readArxivId } from "../../text/arxiv-id.ts";
import type { GivenFields } from "../record.ts";

/** Returns the arXiv identifier and version that a text or address names, such as `http://arxiv.org/abs/2401.00001v2`; nothing where it names none. */
export function readArxivReference(text: string | null): Partial<GivenFields> {
  const id = readArxivId(text ?? "");
  if (id === null) return {};
  const version = /v(\d{1,3})(?:\.pdf)?(?:[?#].*)?$/i.exec(text!.trim())?.[1];
  return version === undefined ? { arxiv_id: id } : { arxiv_id: id, arxiv_version: Number(version) };
}
