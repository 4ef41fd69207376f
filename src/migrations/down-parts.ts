// Migrations of tools that driftcheck does not know, given as plain SQL: their down parts would be run, and undo what is declared.

import { basename } from "node:path";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import type { Script } from "../scripts/files.ts";
import { lineComments } from "../scripts/psql-script.ts";
import { migrationTools } from "./registry.ts";

/** The comments that begin a down part in files of tools whose folders can't be read: the whole line, as each tool's parser has it. */
const othersMarkers: readonly { readonly tool: string; readonly line: RegExp }[] = [
  { tool: "sql-migrate", line: /^--\s*\+migrate\s+down\b/i },
  { tool: "tern", line: /^----\s*create above\s*\/\s*drop below\s*----\s*$/i },
  { tool: "node-pg-migrate", line: /^--[\s-]*down migration\s*$/i },
  { tool: "MyBatis Migrations", line: /^--\s*\/\/\s*@undo\b/i },
  { tool: "rambler", line: /^--\s*rambler\s+down\s*$/i },
  { tool: "shmig", line: /^--\s*=+\s*down\s*=+\s*$/i },
  { tool: "Play's evolutions", line: /^--[\s-]*!downs\s*$/i },
];

const markers = [
  ...migrationTools.flatMap(({ title: tool, downPart: line }) => (line === undefined ? [] : [{ tool, line }])),
  ...othersMarkers,
];

// Most files have no such word, and need not be taken apart.
const perhaps = /^[^\n]*--[^\n]*(?:down|drop below|@undo)/im;

/** @throws SourceError naming the file and the line at which a down part begins */
export function refuseDownParts(scripts: readonly Script[]): void {
  refuseDownFiles(scripts.map(({ name }) => name));
  for (const { name, text } of scripts) {
    if (!perhaps.test(text)) continue;
    for (const { text: comment, line } of lineComments(text, name)) {
      const marker = markers.find((each) => each.line.test(comment.trim()));
      if (marker !== undefined) refuse(`${printable(name)}:${line}`, marker.tool);
    }
  }
}

/** A file by itself was meant by whoever named it. */
function refuseDownFiles(names: readonly string[]): void {
  const all = new Set(names.map((name) => basename(name).toLowerCase()));
  if (all.size < 2) return;
  const down = names.find((name) => isDown(basename(name).toLowerCase(), all));
  if (down !== undefined) refuse(printable(down), "by its name");
}

function isDown(name: string, all: ReadonlySet<string>): boolean {
  if (/^(?:down|undo|revert|rollback)\.sql$|\.(?:down|undo|revert|rollback)\.sql$/.test(name)) return true;
  // postgrator's `001.undo.name.sql`; db-migrate's `20240101-name-down.sql`, beside that which goes up.
  return /^\d+\.undo\./.test(name) || (/[-_]down\.sql$/.test(name) && all.has(name.replace(/down\.sql$/, "up.sql")));
}

function refuse(where: string, how: string): never {
  throw new SourceError(
    `${where}: A down migration starts here (${how}) and would undo the schema. Pass up scripts only.`,
  );
}
