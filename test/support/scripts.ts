// Files of SQL for a test, in a folder that is gone after it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** @returns writes SQL to a file of its own, and gives the file's name */
export function useScripts(): (sql: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-scripts-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let scripts = 0;
  return (sql) => {
    scripts += 1;
    const file = join(folder, `${scripts}.sql`);
    writeFileSync(file, sql);
    return file;
  };
}
