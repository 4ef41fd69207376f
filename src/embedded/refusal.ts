// Why a script is not restored, in one line: where, what PostgreSQL says of the statement, and the way out.

import type { Unread } from "../catalog/catalog.ts";
import { nameOf } from "../catalog/object-id.ts";
import { SourceError } from "../errors.ts";
import type { ServerError } from "../scripts/run.ts";
import type { Statement } from "../scripts/statement.ts";
import { createdNames } from "../sql/created-names.ts";
import { loadParser } from "../sql/parse.ts";
import { installLine } from "./packages.ts";

/** A statement names what is not there, or not yet. */
export class MissingObject extends SourceError {
  /** Without its schema. */
  readonly object: string;

  constructor(message: string, object: string, cause: ServerError) {
    super(message, { cause });
    this.object = object;
  }
}

// A relation, a type or another object, a function, a schema, a column.
const missing = new Set(["42P01", "42704", "42883", "3F000", "42703"]);

interface Placed extends Statement {
  readonly where: string;
}

/** @param lost what was lost before it. @param later what follows it */
export async function refusal(
  where: string,
  error: ServerError,
  lost: readonly Unread[],
  later: readonly Placed[],
): Promise<SourceError> {
  const object = missing.has(error.code ?? "") ? missingObject(error.message) : undefined;
  const createdAt = object === undefined ? undefined : await createdIn(later, object);
  const wayOut = `${adviceOn(error, lost, createdAt)}, or restore the script into your own server and pass its postgres:// URL.`;
  const message = `${where}: cannot restore this statement: ${error.message}. ${wayOut}`;
  return object === undefined ? new SourceError(message, { cause: error }) : new MissingObject(message, object, error);
}

/** Where one of these statements creates it. */
async function createdIn(statements: readonly Placed[], object: string): Promise<string | undefined> {
  await loadParser();
  const mayCreate = ({ words: [first], sql }: Statement) =>
    (first === "create" || first === "alter") && sql.toLowerCase().includes(object.toLowerCase());
  return statements.find((each) => mayCreate(each) && createdNames(each.sql).includes(object))?.where;
}

function adviceOn(error: ServerError, lost: readonly Unread[], createdAt: string | undefined): string {
  if (createdAt !== undefined) return `${createdAt} creates it, which psql would run later. Move that up`;
  const [, schema] = error.code === "3F000" ? (/^schema "(.+)" does not exist$/.exec(error.message) ?? []) : [];
  if (schema !== undefined) return `Create that schema first, in this script`;
  for (const [sign, advice] of removed) if (sign.test(error.message)) return advice;
  const lacking = lost.flatMap(({ what, id }) => (what === extensionKind && id ? [nameOf(id)] : []));
  const install = installLine(...lacking);
  const remedy = install === undefined ? "" : `. Run ${install}`;
  return lacking.length === 0 ? "Correct it" : `PGlite does not have the extension ${lacking.join(", ")}${remedy}`;
}

const notAvailable = "0A000";
const extensionKind = "extension";

/** Where the server has no such extension, a package may bring it. */
export function remedyOf({ what, id }: Pick<Unread, "what" | "id">, { code }: ServerError): string {
  const install = what === extensionKind && id && code === notAvailable ? installLine(nameOf(id)) : undefined;
  return install === undefined ? "" : `. To compare it: ${install}`;
}

/** What the server says of what older releases had. */
const removed: readonly (readonly [sign: RegExp, advice: string])[] = [
  [/at or near "oids"$|^tables declared WITH OIDS/i, "PostgreSQL 12 and later have no OIDS: remove that"],
  [
    /^type "(?:pg_catalog\.)?(?:abstime|reltime|tinterval)"/,
    "PostgreSQL 12 and later have no such type: use timestamptz, interval or tstzrange",
  ],
  [
    /^type "(?:pg_catalog\.)?opaque"/,
    "PostgreSQL 13 and later have no such type: use trigger, cstring, internal or language_handler",
  ],
];

function missingObject(message: string): string | undefined {
  const [, quoted, plain] =
    /^[a-z]+(?: [a-z]+)*? (?:"((?:[^"]|"")+)"|([\w.]+))(?:\(.*\))?(?: of relation "[^"]*")? does not exist/s.exec(
      message,
    ) ?? [];
  return (quoted ?? plain)?.replaceAll('"', "").split(".").at(-1);
}
