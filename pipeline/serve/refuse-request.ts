import { refuse, type ServerRequest, type ServerResponse } from "./server-response.ts";

/** Browsers say so of what the page itself asks, and of an address that the reader typed. */
const OWN_SITES = ["same-origin", "none"];

/**
 * Returns why a request gets no answer, null where it does: it was sent to another name than `hosts` (a site whose name was turned to this machine), comes
 * from another site, or would do more than read.
 */
export function refuseRequest({ method, headers }: ServerRequest, hosts: readonly string[]): ServerResponse | null {
  const host = readHeader(headers.host);
  if (!hosts.includes(host.toLowerCase()))
    return refuse(403, { error: `Host: ${quote(host)}: only ${hosts.join(", ")} is answered` });
  const { origin } = headers;
  if (origin !== undefined && readHeader(origin) !== `http://${host}`)
    return refuse(403, { error: `Origin: ${quote(readHeader(origin))}: only the page itself is answered` });
  if (isFromElsewhere(headers)) return refuse(403, { error: "Sec-Fetch-Site: only the page itself is answered" });
  if (method !== "GET") return refuse(405, { error: `${quote(method)}: only GET is answered` }, { allow: "GET" });
  return null;
}

/** A link on another site may open the page in a tab of its own; nothing else may be asked from there. */
function isFromElsewhere(headers: ServerRequest["headers"]): boolean {
  const site = headers["sec-fetch-site"];
  if (site === undefined || OWN_SITES.includes(readHeader(site))) return false;
  return !(headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document");
}

function readHeader(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}

const MOST_QUOTED = 80;

function quote(text: string): string {
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text || "none";
}
