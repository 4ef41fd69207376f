// What a mutation names: the parts of an object's id as SQL takes them, and statements over many objects.

import { alwaysQuoted, type ObjectId, parseObjectId } from "../catalog/object-id.ts";
import { literal } from "../sql/literal.ts";

/** The table (or view, or domain) of what is named under it, by its id's path. */
export function ownerOf(id: ObjectId): string {
  return parseObjectId(id).path.slice(0, -1).map(alwaysQuoted).join(".");
}

/** The object's own name. */
export function lastOf(id: ObjectId): string {
  return alwaysQuoted(parseObjectId(id).path.at(-1) ?? "");
}

/** An object that stands beside its table, in the same schema: an index or a sequence. */
export function besideOwner(id: ObjectId): string {
  const path = parseObjectId(id).path;
  return [path[0] ?? "", path.at(-1) ?? ""].map(alwaysQuoted).join(".");
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
