// Names and literals as SQL takes them.

import { type ObjectId, parseObjectId } from "../catalog/object-id.ts";

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The table (or view, or domain) of what is named under it, by its id's path. */
export function ownerOf(id: ObjectId): string {
  return parseObjectId(id).path.slice(0, -1).map(quoted).join(".");
}

/** The object's own name. */
export function lastOf(id: ObjectId): string {
  return quoted(parseObjectId(id).path.at(-1) ?? "");
}

/** An object that stands beside its table, in the same schema: an index or a sequence. */
export function besideOwner(id: ObjectId): string {
  const path = parseObjectId(id).path;
  return [path[0] ?? "", path.at(-1) ?? ""].map(quoted).join(".");
}

export function schemaOf(id: ObjectId): string {
  return parseObjectId(id).path[0] ?? "";
}

/** A block of PL/pgSQL that runs one statement for each row of a query: `r` is the row, `statement` an expression for its text. */
export function forEach(query: string, statement: string): string {
  return `DO $driftcheck$ DECLARE r record; BEGIN FOR r IN ${query} LOOP EXECUTE ${statement}; END LOOP; END $driftcheck$`;
}

/** Drops every foreign key from this table and to it: with one, much cannot be changed. */
export function withoutForeignKeys(table: string): string {
  return forEach(
    `SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND ${literal(table)}::regclass IN (conrelid, confrelid)`,
    "format('ALTER TABLE %s DROP CONSTRAINT %I', r.t, r.conname)",
  );
}
