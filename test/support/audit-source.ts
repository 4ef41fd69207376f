// Source in a folder of its own, and what the audit reads of it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { readSource } from "../../src/audit/source/read.ts";
import type { SourceOptions, SourceReading } from "../../src/audit/source/statement.ts";

export function sourceFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), "driftcheck-source-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

export function readingOf(
  files: Readonly<Record<string, string | Buffer>>,
  options: Omit<SourceOptions, "root"> = {},
): Promise<SourceReading> {
  return readSource([], { root: sourceFolder(files), ...options });
}

/** Code of one language: its SQL, or with `?` what is not sure, `!` what has an unknown hole. */
export interface Case {
  readonly what: string;
  readonly code: string;
  readonly sql: readonly string[];
}

/** All cases in one reading, one file a case: as each is written in a table. */
export async function sqlOf(
  cases: readonly Case[],
  extension: string,
  wrap: (code: string) => string = (code) => code,
) {
  const files = Object.fromEntries(cases.map(({ code }, at) => [`${at}${extension}`, wrap(code)]));
  const { statements, skipped } = await readingOf(files);
  const found = cases.map(({ what }, at) => ({
    what,
    sql: statements
      .filter(({ file }) => file === `${at}${extension}`)
      .map(({ sql, sure, holes }) => {
        const marks = `${sure ? "" : "?"}${holes.some(({ as }) => as === "unknown") ? "!" : ""}`;
        return `${marks}${marks === "" ? "" : " "}${sql}`;
      }),
  }));
  return { found, wanted: cases.map(({ what, sql }) => ({ what, sql })), skipped };
}
