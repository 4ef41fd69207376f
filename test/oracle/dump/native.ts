// A pg_dump that is installed on this machine.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Dumper } from "./dump.ts";

const run = promisify(execFile);

export function nativeDumper(program: string): Dumper {
  return {
    name: program,
    dump: async (url, args) => {
      const { stdout } = await run(program, [...args, `--dbname=${url}`], { maxBuffer: 256 * 1024 * 1024 });
      return stdout;
    },
    disconnect: async () => {},
    close: async () => {},
  };
}
