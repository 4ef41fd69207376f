// The control file and the script of a stand-in, for CREATE EXTENSION to read.

import { alwaysQuoted } from "../../catalog/object-id.ts";
import type { KnownExtension } from "./known.ts";
import { operatorClass } from "./operator-classes.ts";
import { accessMethod, baseType, type Made, operator, routine, type Signature } from "./sql.ts";

/** Only what a script names is made: `isNamed` says which functions it may mean. */
export function scriptOf(known: KnownExtension, isNamed: (name: string) => boolean): string {
  const types = Object.entries(known.types ?? {});
  const statements: Made[] = [
    ...(known.schemas ?? []).map(schemaUnlessThere),
    ...types.flatMap(([name, modifiers]) =>
      baseType(name, modifiers === "plain" ? undefined : modifiers === "integer" ? "bittypmodout" : "enum_out"),
    ),
    ...(known.relations ?? []).map((sql) => ({ sql })),
    ...signaturesOf(known).filter(isOf(isNamed)).flatMap(routine),
    ...lines(known.operators).flatMap(operatorsOf),
    ...(known.casts ?? []).flatMap(cast),
    ...(known.methods ?? []).flatMap((method) => accessMethod(method)),
    ...(known.operatorClasses ?? []).flatMap(operatorClassOf),
  ];
  return statements.map(({ sql }) => `${sql};\n`).join("");
}

/** What is there already is the script's own. */
const schemaUnlessThere = (schema: string): Made => ({
  sql: `DO 'BEGIN IF pg_catalog.to_regnamespace(''${schema}'') IS NULL THEN CREATE SCHEMA ${schema}; END IF; END'`,
});

const isOf =
  (isNamed: (name: string) => boolean) =>
  ({ name }: Signature) =>
    isNamed(plain(name));

/** The last part of a dotted name. */
const plain = (name: string) => name.split(".").at(-1) ?? name;

const lines = (text = "") => text.split("\n").filter((each) => each.trim() !== "");

export function signaturesOf({ functions }: KnownExtension): Signature[] {
  return lines(functions).flatMap((line) => {
    const open = line.indexOf("(");
    const close = line.lastIndexOf(")", line.indexOf(": ", open));
    const kind = { aggregate: "aggregate", window: "window", procedure: "procedure" }[line.slice(0, open).trim()];
    const [result = "", names = ""] = line.slice(close + 1).split(": ");
    const given = line.slice(open + 1, close).replaceAll("?", " DEFAULT NULL");
    return names.split(" ").map((name) => ({
      name,
      kind: (kind ?? "function") as Signature["kind"],
      arguments: given,
      result: result.trim(),
    }));
  });
}

function operatorsOf(line: string): Made[] {
  const [operands = "", names = ""] = line.split(": ");
  const [left = "", right = "", result = ""] = operands.split(" ");
  return names.split(" ").flatMap((name) => operator({ name, left, right, result }));
}

/** One that is told the type's modifier is printed once, as `x::halfvec(3)`. */
function cast(line: string): Made[] {
  const [from = "", to = "", context = "", modified] = line.split(" ");
  const given = modified === undefined ? from : `${from}, integer, boolean`;
  const converts = `${alwaysQuoted(`cast from ${from} to ${to}`)}(${given})`;
  const how = context === "explicit" ? "" : ` AS ${context.toUpperCase()}`;
  return [
    {
      sql: `CREATE FUNCTION ${converts} RETURNS ${to} LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN ${from === to ? "$1" : "NULL"}; END'`,
    },
    { sql: `CREATE CAST (${from} AS ${to}) WITH FUNCTION ${converts}${how}` },
  ];
}

function operatorClassOf(line: string): Made[] {
  const [what = "", operators = ""] = line.split(": ");
  const [method = "", type = "", name = "", standard] = what.split(" ");
  const members = operators.split(" ").filter((each) => each !== "");
  return operatorClass({ method, type, name, isDefault: standard === "default", operators: members });
}

export function controlOf({ schema, schemas, requires = [] }: KnownExtension): string {
  const lines = [
    `default_version = '${version}'`,
    "comment = 'a stand-in'",
    `relocatable = ${schema === undefined && schemas === undefined}`,
    ...(schema === undefined ? [] : [`schema = '${schema}'`]),
    ...(requires.length === 0 ? [] : [`requires = '${requires.join(", ")}'`]),
  ];
  return lines.map((each) => `${each}\n`).join("");
}

/** No real extension has it. */
export const version = "stand-in";
