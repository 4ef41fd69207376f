// Pythons that have what a test needs. A machine without one skips, and says so. $DRIFTCHECK_PYTHONS adds some, by colons.

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";

export interface Python {
  readonly python: string;
  readonly version: string;
}

/** Every interpreter here that has this module: of PATH, of the system, and of $DRIFTCHECK_PYTHONS (separated by colons). */
export function pythonsWith(...modules: readonly string[]): Python[] {
  const names = ["python3", "/usr/bin/python3", ...(process.env.DRIFTCHECK_PYTHONS ?? "").split(":").filter(Boolean)];
  const found = names.flatMap((python) => {
    try {
      const code = `import ${modules.join(", ")}; print(${modules[0]}.__version__)`;
      return [{ python, version: execFileSync(python, ["-c", code], { encoding: "utf8", stdio: "pipe" }).trim() }];
    } catch {
      return [];
    }
  });
  return found.filter(({ version }, at) => found.findIndex((each) => each.version === version) === at);
}

/** A program in this folder that is Python with its own library and no package. */
export function barePython(folder: string): string {
  const program = join(folder, "bare-python");
  writeFileSync(program, '#!/bin/sh\nexec python3 -I -S "$@"\n');
  chmodSync(program, 0o755);
  return program;
}

export function canImport(python: string, module: string): boolean {
  return spawnSync(python, ["-c", `import ${module}`]).status === 0;
}

/** Once for each version of the tool, or skipped by a name that tells why. */
export function describeWith(modules: string, body: (python: Python) => void): void {
  const [module = "", ...others] = modules.split(" ");
  const pythons = pythonsWith(module, ...others);
  if (pythons.length === 0)
    describe.skip(`NOT TESTED: no Python here has ${modules}`, () => body({ python: "", version: "" }));
  for (const python of pythons) describe(`${module} ${python.version}`, () => body(python));
}
