import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the fake Ray is asked and answers: a map of jobs, their logs and files, and faults that tests put in. */
export type FakeRay = {
  address: string;
  /** Every request, as "GET /api/version". */
  asked: string[];
  headers: Record<string, string | string[] | undefined>[];
  packages: Map<string, Buffer>;
  jobs: Map<string, { status: string; message: string | null; logs: string }>;
  /** Files of the folder of logs by their names. */
  files: Map<string, Buffer>;
  version: string;
  /** Called before each answer: may change the state, and returns a status to answer with, "cut" to break the connection off, or nothing. */
  before: (request: string, ray: FakeRay) => number | "cut" | undefined;
  /** Called with each job that is submitted. */
  onSubmit: (
    id: string,
    job: { entrypoint: string; runtime_env: Record<string, unknown> },
    ray: FakeRay,
  ) => void | Promise<void>;
  close(): Promise<void>;
};

/** Starts a server on loopback that answers as Ray's Jobs API does. */
export async function startFakeRay(): Promise<FakeRay> {
  let server: Server;
  const ray: FakeRay = {
    address: "",
    asked: [],
    headers: [],
    packages: new Map(),
    jobs: new Map(),
    files: new Map(),
    version: "2.60.0",
    before: () => undefined,
    onSubmit: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const asked = `${request.method} ${request.url}`;
      ray.asked.push(asked);
      ray.headers.push(request.headers);
      const fault = ray.before(asked, ray);
      if (fault === "cut") return void request.socket.destroy();
      const [status, body] = fault === undefined ? await answer(ray, asked, Buffer.concat(chunks)) : [fault, "refused"];
      response.writeHead(status).end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ray.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return ray;
}

async function answer(ray: FakeRay, asked: string, body: Buffer): Promise<[number, unknown]> {
  const [method, url = ""] = asked.split(" ");
  if (url === "/api/version") return [200, { version: "4", ray_version: ray.version }];
  const [, name] = /^\/api\/packages\/gcs\/(.+)$/.exec(url) ?? [];
  if (name !== undefined && method === "GET") return ray.packages.has(name) ? [200, ""] : [404, "no such package"];
  if (name !== undefined) {
    ray.packages.set(name, body);
    return [200, ""];
  }
  if (url === "/api/jobs/") {
    const job = JSON.parse(body.toString());
    ray.jobs.set(job.submission_id, { status: "RUNNING", message: null, logs: "" });
    await ray.onSubmit(job.submission_id, job, ray);
    return [200, { submission_id: job.submission_id }];
  }
  const [, id = "", part] = /^\/api\/jobs\/([\w-]+)(\/logs)?$/.exec(url) ?? [];
  const job = ray.jobs.get(id);
  if (id !== "") return job === undefined ? [404, "no such job"] : [200, part ? { logs: job.logs } : job];
  if (url.startsWith("/api/v0/logs/file?")) {
    const file = ray.files.get(new URLSearchParams(url.split("?")[1]).get("filename")!);
    return file === undefined ? [500, "no such file"] : [200, file];
  }
  return [404, "not found"];
}
