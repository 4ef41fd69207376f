// What makes good for something that PostgreSQL misses, as statements. Each object is made the extension's own.

import type { Client } from "pg";
import { alwaysQuoted } from "../../catalog/object-id.ts";
import { isTree, nodesOf, strings } from "../../sql/parse.ts";
import { resultsOf } from "./guess.ts";
import type { Missing } from "./missing.ts";
import { operatorClass } from "./operator-classes.ts";
import type { Owner } from "./owners.ts";
import { signaturesOf } from "./script.ts";
import { accessMethod, baseType, type Made, operator, routine } from "./sql.ts";

/** A way to make it, and how to take that back. */
export interface Remedy {
  readonly sql: string;
  readonly undo: string;
}

export interface Asked {
  readonly client: Client;
  readonly owner: Owner;
  readonly trees: unknown;
}

/** @returns ways to be tried one after the other */
export async function remediesFor(missing: Missing, { client, owner, trees }: Asked): Promise<readonly Remedy[]> {
  const home = `${alwaysQuoted(owner.schema)}.`;
  const own = (made: readonly Made[]) => owned(owner.extension.name, made);
  switch (missing.what) {
    case "routine":
      return routines(missing, owner, trees).map(own);
    case "operator":
      return operators(missing, home).map(own);
    case "operator class": {
      const name = missing.path.at(-1) ?? "";
      const type = await typeOfKey(client, trees, name);
      const { method } = missing;
      return type === undefined
        ? []
        : [own(operatorClass({ method, type, name, isDefault: false, members: [] }, home))];
    }
    case "default operator class": {
      const { method, type } = missing;
      const name = `stand-in of ${method} for ${type}`;
      return [own(operatorClass({ method, type, name, isDefault: true, members: [] }, home))];
    }
    case "access method":
      return [own(accessMethod(missing.name, [...nodesOf(trees, "IndexStmt")].length === 0))];
    case "type":
      return [own(baseType(missing.path.at(-1) ?? "", "enum_out", home))];
    case "relation":
      return [own([simple("TABLE", home + alwaysQuoted(missing.path.at(-1) ?? ""), " ()")])];
    case "column":
      return columns(missing, client, trees);
    case "schema":
      return [own([simple("SCHEMA", alwaysQuoted(missing.name))])];
    case "language":
      return [own([simple("LANGUAGE", alwaysQuoted(missing.name), " HANDLER pg_catalog.plpgsql_call_handler")])];
    case "foreign-data wrapper":
      return [own([simple("FOREIGN DATA WRAPPER", alwaysQuoted(missing.name))])];
    default:
      return [];
  }
}

const simple = (what: string, name: string, more = ""): Made => ({
  sql: `CREATE ${what} ${name}${more}`,
  member: `${what} ${name}`,
});

/** All that is made is the extension's own, and read nowhere. */
function owned(extension: string, made: readonly Made[]): Remedy {
  const members = made.flatMap(({ member }) => member ?? []);
  const alter = `ALTER EXTENSION ${alwaysQuoted(extension)}`;
  return {
    sql: [...made.map(({ sql }) => sql), ...members.map((each) => `${alter} ADD ${each}`)].join(";\n"),
    undo: members
      .toReversed()
      .flatMap((each) => [`${alter} DROP ${each}`, `DROP ${each}`])
      .join(";\n"),
  };
}

/** A constant's type is not told; most functions that take one take a text. */
const parameter = (given: string) => given.replace(/\bunknown$/, "text").replace(/^(.+) => (.+)$/, "$1 $2");

function routines(
  { path, arguments: given, isProcedure }: Missing & { readonly what: "routine" },
  { schema, extension }: Owner,
  trees: unknown,
): Made[][] {
  const plain = path.at(-1) ?? "";
  const name = `${alwaysQuoted(schema)}.${alwaysQuoted(plain)}`;
  const parameters = given.map(parameter);
  const make = (kind: "function" | "procedure", result: string) =>
    routine({ name, kind, arguments: parameters.join(", "), result });
  const listed = signaturesOf(extension)
    .filter((each) => each.name === plain)
    .flatMap((each) => routine({ ...each, name }));
  const first = listed.length === 0 ? [] : [listed];
  if (isProcedure) return [...first, make("procedure", "")];
  const [trigger] = nodesOf(trees, "CreateTrigStmt");
  if (trigger !== undefined && strings(trigger.funcname).at(-1) === plain) return [make("function", "trigger")];
  if ([...nodesOf(trees, "CreateEventTrigStmt")].length > 0) return [make("function", "event_trigger")];
  return [...first, ...resultsOf(trees, plain, parameters).map((result) => make("function", result))];
}

function operators({ path, left, right }: Missing & { readonly what: "operator" }, home: string): Made[][] {
  const operands = { name: path.at(-1) ?? "", left: left && parameter(left), right: parameter(right) };
  return ["boolean", "float8", operands.right].map((result) => operator({ ...operands, result }, home));
}

/** Of the relation that is an extension's; what the columns of the others are called, their own statements say. */
async function columns(
  { name, of }: Missing & { readonly what: "column" },
  client: Client,
  trees: unknown,
): Promise<readonly Remedy[]> {
  const named = ["RangeVar", "relation"].flatMap((field) => [...nodesOf(trees, field)]);
  const meant = named.filter(
    ({ relname, alias }) => of === undefined || of === (isTree(alias) ? alias.aliasname : relname),
  );
  const tables = meant.map(({ schemaname, relname }) => [schemaname, relname].map(String));
  const { rows } = await client.query(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_depend d ON d.deptype = 'e' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
     WHERE c.relkind = 'r'`,
  );
  const table = rows.find((row) => tables.some(([schema, relation]) => row.schema === schema && row.name === relation));
  if (table === undefined) return [];
  const alter = `ALTER TABLE ${alwaysQuoted(table.schema)}.${alwaysQuoted(table.name)}`;
  return ["text", "uuid", "timestamptz", "bigint", "boolean", "jsonb", "bytea"].map((type) => ({
    sql: `${alter} ADD COLUMN ${alwaysQuoted(name)} ${type}`,
    undo: `${alter} DROP COLUMN ${alwaysQuoted(name)}`,
  }));
}

/** Of the column, or of the expression, that the index has with this operator class. */
async function typeOfKey(client: Client, trees: unknown, name: string): Promise<string | undefined> {
  const [index] = nodesOf(trees, "IndexStmt");
  const key = [...nodesOf(index?.indexParams, "IndexElem")].find(({ opclass }) => strings(opclass).at(-1) === name);
  const [relation] = nodesOf(trees, "relation");
  if (key === undefined || relation === undefined) return undefined;
  if (typeof key.name !== "string") return "text";
  const table = [relation.schemaname, relation.relname].flatMap((part) =>
    typeof part === "string" ? [alwaysQuoted(part)] : [],
  );
  const { rows } = await client.query(
    `SELECT pg_catalog.format_type(atttypid, NULL) AS type FROM pg_catalog.pg_attribute
     WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2`,
    [table.join("."), key.name],
  );
  return rows[0] === undefined ? undefined : String(rows[0].type);
}
