import { describeCause, UserError } from "../../error.ts";
import { exchange, type HttpAnswer } from "./http-exchange.ts";

/** Where a job is: the first two go on, the others are its end. */
export type JobStatus = "PENDING" | "RUNNING" | "STOPPED" | "SUCCEEDED" | "FAILED";

/** What Ray says of a job. */
export type Job = { status: JobStatus; message: string | null };

/** A request that Ray did not answer, or with a fault of its own: the same one may go through later. */
export class RayUnreachable extends Error {
  override name = "RayUnreachable";
}

/** Seconds that Ray may take to answer, and to take or give a file. */
const ANSWER_SECONDS = 60;
const FILE_SECONDS = 1800;
const SHOWN_ANSWER = 300;

type Request = {
  method?: string;
  body?: Uint8Array | string;
  seconds?: number;
  accepts?: readonly number[];
};

/** Ray's Jobs API, with which a job is submitted and followed over plain HTTP. */
export class RayJobs {
  readonly #address: string;
  readonly #headers: Record<string, string>;

  constructor(address: string, headers: Record<string, string>) {
    this.#address = address;
    this.#headers = headers;
  }

  /** Returns the version of Ray. Throws a UserError where there is none at the address. */
  async readVersion(): Promise<string> {
    const { body } = await this.#ask("/api/version", { accepts: [404] });
    const version = /"ray_version": *"([\d.]+)/.exec(body.toString())?.[1];
    if (version === undefined)
      throw new UserError(`--ray-address ${this.#address}: answers, but is no dashboard of Ray`);
    return version;
  }

  /** Gives Ray a zip under a name that tells its content, unless it has it. Returns the address that jobs know it by. */
  async upload(name: string, zip: Uint8Array): Promise<string> {
    const path = `/api/packages/gcs/${name}`;
    const { status } = await this.#ask(path, { accepts: [404] });
    if (status === 404) await this.#ask(path, { method: "PUT", body: zip, seconds: FILE_SECONDS });
    return `gcs://${name}`;
  }

  /** Submits a job. One that is there by this id already is left as it is. */
  async submit(job: {
    submission_id: string;
    entrypoint: string;
    runtime_env: object;
    metadata: object;
  }): Promise<void> {
    if ((await this.find(job.submission_id)) !== null) return;
    await this.#ask("/api/jobs/", { method: "POST", body: JSON.stringify(job) });
  }

  /** Returns a job, or null where Ray knows none of this id. */
  async find(id: string): Promise<Job | null> {
    const answer = await this.#ask(`/api/jobs/${id}`, { accepts: [404] });
    return answer.status === 404 ? null : (readJson(answer) as Job);
  }

  /** Returns all that a job has printed so far. */
  async readLogs(id: string): Promise<string> {
    return (readJson(await this.#ask(`/api/jobs/${id}/logs`)) as { logs?: string }).logs ?? "";
  }

  /** Returns a file of the folder of logs of a node. */
  async readFile(node: string, name: string): Promise<Uint8Array> {
    const query = new URLSearchParams({ node_id: node, filename: name, lines: "-1" });
    return (await this.#ask(`/api/v0/logs/file?${query}`, { seconds: FILE_SECONDS })).body;
  }

  async #ask(path: string, { method = "GET", body, seconds = ANSWER_SECONDS, accepts = [] }: Request = {}) {
    let answer: HttpAnswer;
    try {
      answer = await exchange(new URL(`${this.#address}${path}`), {
        method,
        body,
        headers: { ...this.#headers, ...(typeof body === "string" && { "Content-Type": "application/json" }) },
        seconds,
      });
    } catch (error) {
      throw new RayUnreachable(`cannot be reached: ${describeCause(error)}`);
    }
    if ((answer.status >= 200 && answer.status < 300) || accepts.includes(answer.status)) return answer;
    if (answer.status === 401 || answer.status === 403)
      throw new UserError(
        `--ray-address ${this.#address}: Ray refuses (${answer.status}). Give its token in RAY_AUTH_TOKEN, or headers in RAY_JOB_HEADERS.`,
      );
    const said = answer.body.toString().trim().split("\n").at(-1)!.slice(0, SHOWN_ANSWER);
    const message = `${method} ${path.split("?")[0]}: ${answer.status} ${said}`;
    if (answer.status >= 500) throw new RayUnreachable(message);
    throw new UserError(`--ray-address ${this.#address}: ${message}`);
  }
}

function readJson({ body }: HttpAnswer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new RayUnreachable(`an answer that is no JSON: ${describeCause(error)}`);
  }
}
