// Runs a script of ours with the project's own Python and gives its answer. What the project prints never mixes with
// it, nothing of it goes to a shell, and an answer that did not come whole is an error.

import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { codeOf } from "../error-code.ts";
import { SourceError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { oneLine, type PythonException, pythonFailure } from "./python-failure.ts";
import { interpreterOf, whereLooked } from "./python-interpreter.ts";

export interface Job {
  /** Files beside this one, run one after the other as one program. The channel is always first. */
  readonly scripts: readonly string[];
  /** What the program reads with `request`. */
  readonly request: object;
  /** It is started there, and modules are found there. */
  readonly folder: string;
  /** It reads the project's files as text: no module of the project's or of its packages can be imported. */
  readonly isIsolated?: true;
  /** For errors, as in `reading app.models:Base`. */
  readonly what: string;
  /** What to do when the project's own code fails. */
  readonly advice?: string;
  /** Answers what the program asks. What it throws ends the program. */
  readonly onQuestion?: (question: unknown) => Promise<unknown>;
}

const secondsToAnswer = 120;

/**
 * @returns what the program answered
 * @throws SourceError when it can't be started, fails, is killed or does not answer in time
 */
export async function askPython(python: string | undefined, job: Job): Promise<unknown> {
  const interpreter = await interpreterOf(python, [...new Set([process.cwd(), job.folder])]);
  const program = (await Promise.all(["python_channel.py", ...job.scripts].map(scriptText))).join("\n");
  const child = spawn(interpreter, [...(job.isIsolated ? ["-B", "-I", "-S"] : []), "-c", program], {
    cwd: job.folder,
    stdio: ["pipe", "pipe", "pipe"],
    // A check writes nothing, and the cache of compiled modules would stand in the project.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const talk = new Talk(child, interpreter, job);
  try {
    return await talk.answer();
  } finally {
    child.kill("SIGKILL");
    // What the project started may hold them open.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  }
}

async function scriptText(name: string): Promise<string> {
  return readFile(packageFile(`models/${name}`), "utf8").catch((error: unknown) => {
    throw new SourceError(`${name} is missing from driftcheck's package. Install driftcheck again.`, { cause: error });
  });
}

interface Message {
  readonly question?: unknown;
  readonly answer?: unknown;
  readonly exception?: PythonException;
}

class Talk {
  readonly #child: ChildProcess;
  readonly #python: string;
  readonly #job: Job;
  #lastWords = "";

  constructor(child: ChildProcess, python: string, job: Job) {
    this.#child = child;
    this.#python = python;
    this.#job = job;
  }

  answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#timedOut()), secondsToAnswer * 1000);
      const settle = <T>(finish: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer);
          finish(value);
        };
      };
      this.#listen(settle(resolve), settle(reject), timer);
    });
  }

  #listen(resolve: (answer: unknown) => void, reject: (error: unknown) => void, timer: NodeJS.Timeout): void {
    const { stdin, stdout, stderr } = this.#child;
    if (stdin === null || stdout === null || stderr === null) throw new Error("the program has no pipes");
    stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-4000);
    });
    // It may have ended before it read anything: then its end says why.
    stdin.on("error", () => undefined);
    const lines = createInterface({ input: stdout, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => {
      timer.refresh();
      this.#take(line, resolve).catch(reject);
    });
    this.#child.on("error", (error) => reject(this.#notStarted(error)));
    // After what it said was read.
    this.#child.on("close", (code, signal) => reject(this.#ended(code, signal)));
    this.#say({ ...this.#job.request, from: process.cwd() });
  }

  async #take(line: string, resolve: (answer: unknown) => void): Promise<void> {
    const message: Message = parse(line);
    if (message.exception !== undefined) {
      const { what, advice } = this.#job;
      throw pythonFailure(what, this.#python, { ...(advice && { advice }), ...defined(message.exception) });
    }
    if ("question" in message) this.#say(await this.#job.onQuestion?.(message.question));
    else if ("answer" in message) resolve(message.answer);
    else throw this.#ended(null, null);
  }

  #say(value: unknown): void {
    this.#child.stdin?.write(`${JSON.stringify(value ?? null)}\n`);
  }

  #notStarted(error: Error): SourceError {
    const code = codeOf(error) || error.message;
    const problem =
      code === "ENOENT" ? `the Python interpreter ${this.#python} does not exist` : `${this.#python}: ${code}`;
    return new SourceError(
      `${this.#job.what} needs Python, but ${oneLine(problem)}. Name the project's interpreter with --python (looked in ${whereLooked}).`,
      { cause: error },
    );
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): SourceError {
    const how = signal === null ? `Python exited with code ${code ?? "?"}` : `Python was killed by ${signal}`;
    const toDo = this.#job.isIsolated
      ? "Name an interpreter of Python 3.6 or later with --python, and look for a damaged file."
      : "A module that driftcheck reads must not end the program.";
    return new SourceError(`${this.#job.what} failed: ${how} before it answered, ${this.#lastLine()}. ${toDo}`);
  }

  #lastLine(): string {
    const last = this.#lastWords.trimEnd().split("\n").at(-1)?.trim() ?? "";
    return last === "" ? "and printed nothing" : `and last printed: ${oneLine(last)}`;
  }

  #timedOut(): SourceError {
    const { what, isIsolated } = this.#job;
    const problem = `${what} failed: no answer within ${secondsToAnswer} s`;
    if (isIsolated) return new SourceError(`${problem}, ${this.#lastLine()}. Look for a very large file or folder.`);
    return new SourceError(`${problem}. A module that driftcheck reads must not start a server or wait for one.`);
  }
}

function parse(line: string): Message {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/** Without what is null, as Python has it for nothing. */
function defined(exception: PythonException): PythonException {
  const { advice, ...rest } = exception;
  return { ...rest, ...(typeof advice === "string" && { advice }) };
}
