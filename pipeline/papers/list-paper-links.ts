/** An address of the web that a paper has, and what is there. */
export type PaperLink = { name: string; address: string };

/** What a paper says of where it is. */
export type LinkedPaper = {
  arxiv_id: string | null;
  doi: string | null;
  paper_url: string | null;
  code_url: string | null;
  project_url: string | null;
  urls: string[] | null;
};

/** Returns the addresses of a paper, each once: by its identifiers, those its sources give, those of its abstract. What is not of the web is left out. */
export function listPaperLinks({ arxiv_id, doi, paper_url, code_url, project_url, urls }: LinkedPaper): PaperLink[] {
  const links = new Map<string, string>();
  const add = (name: string, address: string | null) => {
    if (address === null || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return;
    const { href } = new URL(address);
    if (!links.has(href)) links.set(href, name);
  };
  if (arxiv_id !== null) add("arXiv", `https://arxiv.org/abs/${arxiv_id}`);
  if (doi !== null) add("DOI", `https://doi.org/${doi.split("/").map(encodeURIComponent).join("/")}`);
  add("paper", paper_url);
  add("code", code_url);
  add("project", project_url);
  for (const address of urls ?? []) add("abstract", address);
  return Array.from(links, ([address, name]) => ({ name, address }));
}
