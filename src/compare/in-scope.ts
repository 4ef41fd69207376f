// Which schemas and tables of a database are ours. Names are the declared ones, after --map-schema.

import { dotted, type ObjectId, parseObjectId, quoteName } from "../catalog/object-id.ts";
import { matchesGlob } from "../input/glob.ts";
import { kindNamed } from "../kinds/registry.ts";

/** In scope is what one of the globs matches (all, where none is without `!`) and none with `!`. */
export interface Scope {
  /** Over names of schemas, for whatever is in a schema. */
  readonly schemas?: readonly string[];
  /** Over `schema.table`, for tables and foreign tables and what belongs to them. */
  readonly tables?: readonly string[];
}

/** Is it ours by its own name, or that of the table that it belongs to? */
export function isInScope(id: ObjectId, { schemas = [], tables = [] }: Scope): boolean {
  const { kind, path } = parseObjectId(id);
  const [schema = ""] = path;
  // A cast of the system's own types is in no schema of a user's.
  if (kindNamed(kind)?.global || schema === "pg_catalog") return true;
  if (!isMatched(quoteName(schema), schemas)) return false;
  return !isTable(kind) || isMatched(dotted(id), tables);
}

const isTable = (kind: string) => kindNamed(kind)?.relation === "table";

function isMatched(name: string, globs: readonly string[]): boolean {
  const wanted = globs.filter((glob) => !glob.startsWith("!"));
  const unwanted = globs.filter((glob) => glob.startsWith("!"));
  const isOne = (glob: string) => matchesGlob(glob, name);
  return (wanted.length === 0 || wanted.some(isOne)) && !unwanted.some((glob) => isOne(glob.slice(1)));
}
