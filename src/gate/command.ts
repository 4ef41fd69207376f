// A command of the project's own, run by the shell in the folder of its driftcheck.yaml. Its exit code answers; what it prints is
// shown only if somebody must read it. It ends in time, with all that it started.

import { type ChildProcess, spawn } from "node:child_process";
import { plural } from "../reporters/words.ts";
import type { Answer, Step } from "./step.ts";

interface ProjectCommand {
  readonly name: string;
  readonly run: string;
  /** Seconds. */
  readonly timeout?: number;
}

const defaultTimeout = 1800; // seconds

/** The last of these are shown. */
const mostLines = 40;
const mostKept = 64 * 1024; // characters

export function commandStep({ name, run, timeout = defaultTimeout }: ProjectCommand, folder: string): Step {
  return { name, more: run, run: () => runCommand(run, folder, timeout) };
}

async function runCommand(run: string, folder: string, timeout: number): Promise<Answer> {
  // In a group of its own, so that what it started ends with it.
  const child = spawn(run, { cwd: folder, shell: true, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let text = "";
  const keep = (piece: string) => {
    text = (text + piece).slice(-mostKept);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const end = () => endGroup(child);
  process.once("exit", end);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeout * 1000);
  try {
    const { code, signal } = await ended(child);
    // What it left running in the background holds nothing up, and is not left behind.
    end();
    const printed = code === 0 ? {} : { printed: linesOf(text) };
    if (isLate)
      return { outcome: "could not tell", says: `did not end within ${plural(timeout, "second")}`, ...printed };
    return { ...answerOf(code, signal), ...printed };
  } finally {
    clearTimeout(timer);
    process.off("exit", end);
  }
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Its own end counts: a child that it leaves behind may hold the pipes open for ever. */
function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      // What is in the pipes by now is read first.
      setImmediate(() => resolve({ code, signal }));
    });
  });
}

function answerOf(code: number | null, signal: string | null): Answer {
  if (code === 0) return { outcome: "passed", says: "exit code 0" };
  // As shells answer: the program is not there, or can't be run.
  if (code === 127 || code === 126)
    return { outcome: "could not tell", says: `the shell cannot run it: exit code ${code}` };
  if (code === null) return { outcome: "could not tell", says: `ended by ${signal ?? "a signal"}` };
  return { outcome: "failed", says: `exit code ${code}` };
}

const linesOf = (text: string) => text.trimEnd().split(/\r?\n/).slice(-mostLines);

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}
