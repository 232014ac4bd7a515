import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS = 30_000;

type Answer = { id?: number; type: string; method?: string; params?: unknown; result?: unknown; message?: string };
/** A message of the page's console, or an error that nothing caught. */
type LogEntry = { level: string; text: string | null };
type Evaluated = { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };

/** A page in Firefox, without a window, driven by WebDriver BiDi. */
export class FirefoxSession {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #profile: string;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #context = "";
  #lastId = 0;
  /** All that the page said on its console. */
  readonly messages: string[] = [];

  private constructor(process: ChildProcess, socket: WebSocket, profile: string) {
    this.#process = process;
    this.#socket = socket;
    this.#profile = profile;
    socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(String(data))));
  }

  /** Starts Firefox with a new profile. */
  static async start(command: string, width: number, height: number): Promise<FirefoxSession> {
    const profile = await mkdtemp(join(tmpdir(), "firefox-"));
    const browser = spawn(command, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]);
    const address = await readAddress(browser);
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error(`no connection: ${address}`)));
    });
    const session = new FirefoxSession(browser, socket, profile);
    await session.#send("session.new", { capabilities: {} });
    await session.#send("session.subscribe", { events: ["log.entryAdded"] });
    const { context } = (await session.#send("browsingContext.create", { type: "tab" })) as { context: string };
    session.#context = context;
    await session.#send("browsingContext.setViewport", { context, viewport: { width, height } });
    return session;
  }

  async open(url: string): Promise<void> {
    await this.#send("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** Returns the value of an expression in the page: a string, number, boolean or null. Throws what it throws. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = (await this.#send("script.evaluate", {
      expression,
      target: { context: this.#context },
      awaitPromise: true,
    })) as Evaluated;
    if (answer.type === "exception") throw new Error(`${answer.exceptionDetails?.text}: ${expression}`);
    return answer.result?.value ?? null;
  }

  /** Types keys where the focus is; special ones by their code points in WebDriver. */
  async type(keys: string): Promise<void> {
    const actions = Array.from(keys).flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#send("input.performActions", {
      context: this.#context,
      actions: [{ type: "key", id: "keyboard", actions }],
    });
  }

  async close(): Promise<void> {
    this.#socket.close();
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill();
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #send(method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #receive({ id, type, method, params, result, message }: Answer): void {
    if (method === "log.entryAdded") {
      const { level, text } = params as LogEntry;
      this.messages.push(`${level}: ${text}`);
    }
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id!);
    if (type === "error") waiting.reject(new Error(message));
    else waiting.resolve(result);
  }
}

/** Returns where Firefox listens, as it says on its standard error. */
function readAddress(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`Firefox says nothing: ${said}`)), START_MS);
    browser.once("error", reject);
    browser.stderr!.on("data", (chunk) => {
      said += chunk;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
