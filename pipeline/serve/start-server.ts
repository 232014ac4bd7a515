import { createServer, type ServerResponse as HttpResponse, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { type AtlasSource, answerRequest } from "./answer-request.ts";
import { refuse, type ServerResponse } from "./server-response.ts";

/** The only address that is listened on: nothing beyond this machine reaches it. */
const LOOPBACK = "127.0.0.1";
/** A question of the longest kind, each character of it written as nine, and the headers of a browser. */
const MOST_HEADER_BYTES = 32 * 1024;
const PATIENCE_MS = 10_000;

/** A server that runs. */
export type RunningServer = {
  /** Address of the page. */
  url: string;
  /** Ends at once, whatever is being answered. */
  close(): Promise<void>;
};

/** Starts a server on this machine's own address; port 0 takes a free one. Throws a UserError where the port cannot be had. */
export async function startServer(source: AtlasSource, port: number, log: Pick<Log, "warn">): Promise<RunningServer> {
  let hosts: string[] = [];
  const server = createServer(
    { maxHeaderSize: MOST_HEADER_BYTES, headersTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS },
    (request, response) => void serve(request, response),
  );

  async function serve(request: IncomingMessage, response: HttpResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    // Nothing is ever sent to it that it would read.
    if (headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined)
      response.setHeader("connection", "close");
    try {
      send(response, await answerRequest({ method, url, headers }, hosts, source));
    } catch (error) {
      log.warn(`${url.slice(0, 100)}: ${describeError(error)}`);
      send(response, refuse(500, { error: "a bug: see what the server printed" }));
    }
  }

  server.on("clientError", refuseUnreadable);
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  hosts = [`${LOOPBACK}:${taken}`, `localhost:${taken}`];
  return {
    url: `http://${LOOPBACK}:${taken}/`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

function send(response: HttpResponse, { status, headers, body }: ServerResponse): void {
  if (response.destroyed) return;
  response.writeHead(status, status === 304 ? headers : { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** What is no HTTP, or too long for it, never comes to be a request. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const isLong = error.code === "HPE_HEADER_OVERFLOW";
  const { headers, body } = isLong
    ? refuse(431, { error: `request: more than ${MOST_HEADER_BYTES} bytes` })
    : refuse(400, { error: "request: cannot be read" });
  const lines = Object.entries({ ...headers, "content-length": body.length, connection: "close" });
  const status = isLong ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((settle, fail) => {
    server.once("error", (error) =>
      fail(
        new UserError(`--port ${port}: cannot be had: ${describeError(error)}. Give another, or none for a free one.`),
      ),
    );
    server.listen(port, LOOPBACK, settle);
  });
}
