// Drizzle: a row for each migration, with the digest of its text and the time at which it was made: by the journal, or since 1.0
// by its folder's name (drizzle-orm/pg-core/dialect.js, migrator.js).

import { basename, dirname, join } from "node:path";
import { SourceError } from "../../errors.ts";
import { readText } from "../../scripts/files.ts";
import { literal } from "../../sql/literal.ts";
import { fileDigest } from "../file-digest.ts";
import type { Revision } from "../revision.ts";
import { insert, type Stamper, sqlOf } from "../stamper.ts";

const since1 = `,
  name text,
  applied_at timestamp with time zone DEFAULT now()`;

export const stamper: Stamper = {
  table: { schema: "drizzle", name: "__drizzle_migrations" },
  create: (table, { revisions }) => [
    `CREATE TABLE ${sqlOf(table)} (
  id SERIAL PRIMARY KEY,
  hash text NOT NULL,
  created_at bigint${revisions.some(isFolder) ? since1 : ""}
)`,
  ],
  record: async ({ table, missing, columns }) => {
    // Drizzle 1.0 adds the names itself to a table of before, by the times.
    const isNamed = columns.length === 0 ? missing.some(isFolder) : columns.includes("name");
    const rows = missing.map(async (each) => [
      literal(await fileDigest(each.file)),
      String(await whenOf(each)),
      ...(isNamed ? [isFolder(each) ? literal(folderOf(each)) : "NULL"] : []),
    ]);
    return insert(table, ["hash", "created_at", ...(isNamed ? ["name"] : [])], await Promise.all(rows));
  },
};

const isFolder = ({ file }: Revision): boolean => basename(file) === "migration.sql";
const folderOf = ({ file }: Revision): string => basename(dirname(file));

/** In milliseconds. */
async function whenOf(revision: Revision): Promise<number> {
  const [, year, month, day, hour, minute, second] =
    (isFolder(revision) && /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(folderOf(revision))) || [];
  if (second === undefined) return journalTime(revision.file);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

async function journalTime(file: string): Promise<number> {
  const tag = basename(file, ".sql");
  const journal = join(dirname(file), "meta", "_journal.json");
  const content: unknown = JSON.parse(await readText(journal));
  const entries = typeof content === "object" && content !== null && "entries" in content ? content.entries : [];
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (entry?.tag === tag && Number.isSafeInteger(entry.when)) return entry.when;
  }
  throw new SourceError(`${journal} has no entry for ${tag}, whose time Drizzle records. Correct the journal.`);
}
