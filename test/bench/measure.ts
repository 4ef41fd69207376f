// One whole process from the outside: wall time, the processor time of itself and its children, peak memory.
// Processor time and memory are GNU time's: memory that Node asks for itself would include the parent's own.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

const GNU_TIME = "/usr/bin/time";
const KIB_IN_MB = 1024 / 1e6;
const SECOND_MS = 1000;

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside PATH and HOME, which are all that a command inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Any other exit code is an error. */
  readonly exits: readonly number[];
  /** Without it stdout is thrown away unread, which costs nothing here. */
  readonly keepStdout?: boolean;
}

export interface Usage {
  readonly wallMs: number;
  /** Undefined where there is no GNU time. */
  readonly cpuMs: number | undefined;
  readonly peakMb: number | undefined;
  readonly stdout: string;
}

/** @throws Error with what the command wrote to stderr, when it ends in another way than it should */
export async function measure(command: Command): Promise<Usage> {
  const folder = await mkdtemp(join(tmpdir(), "driftcheck-bench-time-"));
  try {
    const record = join(folder, "usage");
    const wrapper = (await hasGnuTime()) ? [GNU_TIME, "--quiet", "-f", "%U %S %M", "-o", record] : [];
    const start = process.hrtime.bigint();
    const child = launch(command, wrapper);
    const stdout = child.stdout === null ? "" : text(child.stdout);
    const stderr = child.stderr === null ? "" : text(child.stderr);
    const [code] = await once(child, "exit");
    const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
    if (!command.exits.includes(code)) throw new Error(`${shown(command)} exited ${code}: ${await stderr}`);
    return { wallMs, ...(await recorded(record)), stdout: await stdout };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function launch({ program, args, cwd, env, keepStdout }: Command, wrapper: readonly string[]): ChildProcess {
  const [first = program, ...rest] = [...wrapper, program, ...args];
  const { PATH, HOME } = process.env;
  return spawn(first, rest, {
    cwd,
    // Neither Vitest's own variables nor PG* may reach what is measured.
    env: { PATH, HOME, LC_ALL: "C", ...env },
    stdio: ["ignore", keepStdout ? "pipe" : "ignore", "pipe"],
  });
}

async function recorded(file: string): Promise<Pick<Usage, "cpuMs" | "peakMb">> {
  const line = await readFile(file, "utf8").catch(() => undefined);
  if (line === undefined) return { cpuMs: undefined, peakMb: undefined };
  const [user = 0, system = 0, peakKib = 0] = line.trim().split(" ").map(Number);
  return { cpuMs: (user + system) * SECOND_MS, peakMb: peakKib * KIB_IN_MB };
}

let gnuTime: Promise<boolean> | undefined;

/** Whether there is GNU time; BSD's and BusyBox's know other options. */
export function hasGnuTime(): Promise<boolean> {
  gnuTime ??= promisify(execFile)(GNU_TIME, ["--quiet", "-f", "%M", "true"]).then(
    () => true,
    () => false,
  );
  return gnuTime;
}

const shown = ({ program, args }: Command) => [program, ...args].join(" ");
