// What makes stand-ins: objects that PostgreSQL accepts wherever the real one stands, that compute nothing and break nothing.

import { alwaysQuoted } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";

/** A statement, and how ALTER EXTENSION names what it makes. */
export interface Made {
  readonly sql: string;
  readonly member?: string;
}

/** The SQLSTATE under which a stand-in tells that it was called. */
export const calledCode = "DCSTI";

/** What is there already is the script's own. */
export function schemaUnlessThere(name: string): Made {
  const quoted = alwaysQuoted(name);
  const isNew = `pg_catalog.to_regnamespace(${literal(quoted)}) IS NULL`;
  return { sql: `DO ${literal(`BEGIN IF ${isNew} THEN CREATE SCHEMA ${quoted}; END IF; END`)}` };
}

/**
 * A base type that keeps its text as it was written.
 * @param modifiers the function that prints one
 * @param home a schema and a dot, or nothing where it is made in the first of the path
 * @param more what else CREATE TYPE says of it
 */
export function baseType(
  name: string,
  modifiers: "bittypmodout" | "enum_out" | undefined,
  home = "",
  more = "",
): Made[] {
  const of = (suffix: string) => home + alwaysQuoted(`${name}_${suffix}`);
  const type = home + alwaysQuoted(name);
  const internal = (suffix: string, given: string, result: string, code: string): Made => ({
    sql: `CREATE FUNCTION ${of(suffix)}(${given}) RETURNS ${result} LANGUAGE internal IMMUTABLE STRICT AS '${code}'`,
    member: `FUNCTION ${of(suffix)}(${given})`,
  });
  const printing = [
    internal("typmod_in", "cstring[]", "integer", "bittypmodin"),
    internal("typmod_out", "integer", "cstring", modifiers ?? ""),
  ];
  const printed = `, TYPMOD_IN = ${of("typmod_in")}, TYPMOD_OUT = ${of("typmod_out")}`;
  return [
    { sql: `CREATE TYPE ${type}` },
    internal("in", "cstring", type, "textin"),
    internal("out", type, "cstring", "textout"),
    ...(modifiers ? printing : []),
    {
      sql: `CREATE TYPE ${type} (INPUT = ${of("in")}, OUTPUT = ${of("out")}, STORAGE = extended${modifiers ? printed : ""}${more && `, ${more}`})`,
      member: `TYPE ${type}`,
    },
  ];
}

/** A type for the keys of indexes that are kept as boxes: box itself has operator classes of its own. */
export function keyType(name: string): Made[] {
  const [input, output] = ["in", "out"].map((suffix) => `${name.slice(0, -1)} ${suffix}"`);
  const internal = (signature: string, result: string, code: string): Made => ({
    sql: `CREATE FUNCTION ${signature} RETURNS ${result} LANGUAGE internal IMMUTABLE STRICT AS '${code}'`,
    member: `FUNCTION ${signature}`,
  });
  return [
    { sql: `CREATE TYPE ${name}` },
    internal(`${input}(cstring)`, name, "box_in"),
    internal(`${output}(${name})`, "cstring", "box_out"),
    {
      sql: `CREATE TYPE ${name} (INPUT = ${input}, OUTPUT = ${output}, LIKE = pg_catalog.box)`,
      member: `TYPE ${name}`,
    },
  ];
}

export interface Signature {
  /** Quoted, with its schema where it has one. */
  readonly name: string;
  readonly kind: "function" | "aggregate" | "window" | "procedure";
  /** As they stand between the parentheses of CREATE FUNCTION. */
  readonly arguments: string;
  readonly result: string;
}

/** Tells that it was called, and gives NULL or no row. */
export function routine({ name, kind, arguments: given, result }: Signature): Made[] {
  if (kind === "aggregate") return aggregate(name, given, result);
  const what = kind === "procedure" ? "PROCEDURE" : "FUNCTION";
  const returns = kind === "procedure" ? "" : ` RETURNS ${result}`;
  const tail = `${kind === "procedure" ? "" : " IMMUTABLE"}${kind === "window" ? " WINDOW" : ""}`;
  return [
    {
      sql: `CREATE ${what} ${name}(${given})${returns} LANGUAGE plpgsql${tail} AS ${literal(bodyOf(name, result))}`,
      member: `${what} ${name}(${given.replaceAll(" DEFAULT NULL", "")})`,
    },
  ];
}

const withoutValue = new Set(["", "record", "void", "event_trigger"]);

function bodyOf(name: string, result: string): string {
  const isEmpty = withoutValue.has(result) || /^(?:setof |TABLE\()/.test(result);
  const gives = result === "trigger" ? "RETURN coalesce(NEW, OLD);" : isEmpty ? "RETURN;" : "RETURN NULL;";
  return `BEGIN RAISE WARNING USING ERRCODE = '${calledCode}', MESSAGE = ${literal(name)}; ${gives} END`;
}

const nothing = "LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN NULL; END'";

function aggregate(name: string, given: string, result: string): Made[] {
  const step = alwaysQuoted(`stand-in of ${name}`);
  const state = `${step}(${[result, given].filter((each) => each !== "").join(", ")})`;
  return [
    { sql: `CREATE FUNCTION ${state} RETURNS ${result} ${nothing}`, member: `FUNCTION ${state}` },
    {
      sql: `CREATE AGGREGATE ${name}(${given === "" ? "*" : given}) (SFUNC = ${step}, STYPE = ${result})`,
      member: `AGGREGATE ${name}(${given === "" ? "*" : given})`,
    },
  ];
}

export interface Operator {
  readonly name: string;
  readonly left?: string | undefined;
  readonly right: string;
  readonly result: string;
}

const orders: Readonly<Record<string, string>> = {
  "<": "bytealt",
  "<=": "byteale",
  "=": "byteaeq",
  ">=": "byteage",
  ">": "byteagt",
};

/** Two operands of one type may be swapped, as an exclusion constraint asks. Rows can be sorted and told apart. */
export function operator({ name, left, right, result }: Operator, home = ""): Made[] {
  const operands = [left, right].filter((each) => each !== undefined).join(", ");
  const function_ = home + alwaysQuoted(`stand-in ${name}`);
  const isAlike = left === right && result === "boolean";
  const order = isAlike ? orders[name] : undefined;
  const does = order === undefined ? nothing : `LANGUAGE internal IMMUTABLE STRICT AS '${order}'`;
  const swapped = isAlike && (order === undefined || name === "=") ? `, COMMUTATOR = OPERATOR(${home}${name})` : "";
  const sides = `${left === undefined ? "" : `LEFTARG = ${left}, `}RIGHTARG = ${right}`;
  return [
    {
      sql: `CREATE FUNCTION ${function_}(${operands}) RETURNS ${result} ${does}`,
      member: `FUNCTION ${function_}(${operands})`,
    },
    {
      sql: `CREATE OPERATOR ${home}${name} (FUNCTION = ${function_}, ${sides}${swapped})`,
      member: `OPERATOR ${home}${name} (${left ?? "NONE"}, ${right})`,
    },
  ];
}

export function accessMethod(name: string, isOfTables = false): Made[] {
  const quoted = alwaysQuoted(name);
  const handler = isOfTables ? "TABLE HANDLER heap_tableam_handler" : "INDEX HANDLER gisthandler";
  return [{ sql: `CREATE ACCESS METHOD ${quoted} TYPE ${handler}`, member: `ACCESS METHOD ${quoted}` }];
}
