// Other defaults for a column: none, another literal, the text NULL, another moment, another sequence.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { alwaysQuoted, nameOf, sqlName } from "../../catalog/object-id.ts";
import { literal } from "../../sql/literal.ts";
import type { Change } from "../mutation.ts";
import { ownerOf, schemaOf } from "../sql.ts";
import type { World } from "../world.ts";
import { altered } from "./alter-column.ts";

export function otherDefaults(object: CatalogObject, world: World): Change[] {
  const { default: now, identity, generated, type } = object.attributes;
  if (identity !== undefined || generated !== undefined) return [];
  const alter = altered(object);
  const set = (expression: string) => alter(`SET DEFAULT ${expression}`);
  const sql = literals(object, world).map((value) => set(`${literal(value)}::${type}`));
  const name = world.typeOf(object)?.name ?? "";
  return [
    ...(now === undefined ? [] : [{ to: "none", sql: [alter("DROP DEFAULT")], value: null }]),
    { to: "another literal", sql: [...sql], value: `'driftcheck'::${type}` },
    ...(now === undefined ? [{ to: "NULL", sql: [set(`NULL::${type}`)] }] : []),
    ...byFamily(name, set),
    ...(String(now).startsWith("nextval(") ? sequences(object, set) : []),
  ];
}

function byFamily(name: string, set: (expression: string) => string): Change[] {
  switch (name) {
    case "varchar":
    case "text":
    case "bpchar":
      return [
        { to: "the word NULL", sql: [set("'NULL'")] },
        { to: "the word now", sql: [set("'now()'")] },
        { to: "the empty text", sql: [set("''")] },
      ];
    case "bytea":
      return [{ to: "the bytes of the word NULL", sql: [set("'\\x4e554c4c'")] }];
    case "timestamp":
    case "timestamptz":
      return [
        { to: "the time of the call", sql: [set("clock_timestamp()")] },
        { to: "the time of the statement", sql: [set("statement_timestamp()")] },
        { to: "the start of the transaction", sql: [set("now()")] },
      ];
    case "bool":
      return [
        { to: "true", sql: [set("true")] },
        { to: "false", sql: [set("false")] },
      ];
    case "int2":
    case "int4":
    case "int8":
    case "numeric":
      return [
        { to: "zero", sql: [set("0")] },
        { to: "minus one", sql: [set("-1")] },
      ];
    default:
      return [];
  }
}

function sequences(object: CatalogObject, set: (expression: string) => string): Change[] {
  const other = `${alwaysQuoted(schemaOf(object.id))}.${alwaysQuoted(`driftcheck ${nameOf(object.id)}`.slice(0, 60))}`;
  const table = object.parent === undefined ? ownerOf(object.id) : sqlName(object.parent);
  const make = (owned: string) =>
    `CREATE SEQUENCE IF NOT EXISTS ${other}${owned}; ${set(`nextval(${literal(other)}::regclass)`)}`;
  return [
    { to: "a sequence of nobody's", sql: [make("")] },
    { to: "a second sequence that it owns", sql: [make(` OWNED BY ${table}.${alwaysQuoted(nameOf(object.id))}`)] },
    { to: "every second number", sql: [set(`(2 * (${object.attributes.default}))`)] },
  ];
}

/** Literals of the column's type, of which at least one is not its default already. */
function literals(object: CatalogObject, world: World): readonly string[] {
  const labels = world.labels(object);
  const type = world.typeOf(object);
  if (type === undefined) return [];
  if (type.dimensions > 0) return ["{}", labels?.[0] === undefined ? "{NULL}" : `{${JSON.stringify(labels[0])}}`];
  if (labels !== undefined) return [...labels.slice(0, 2)].reverse();
  return byName[type.name] ?? ["1", "x"];
}

const byName: Readonly<Record<string, readonly string[]>> = {
  bool: ["true", "false"],
  date: ["2001-02-03", "2004-05-06"],
  time: ["01:02:03", "04:05:06"],
  timestamp: ["2001-02-03 04:05:06", "2007-08-09 10:11:12"],
  timestamptz: ["2001-02-03 04:05:06+00", "2007-08-09 10:11:12+00"],
  interval: ["1 day", "2 days"],
  uuid: ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"],
  json: ['{"driftcheck": 1}', '{"driftcheck": 2}'],
  jsonb: ['{"driftcheck": 1}', '{"driftcheck": 2}'],
  inet: ["10.0.0.1", "10.0.0.2"],
  cidr: ["10.0.0.0/8", "11.0.0.0/8"],
  macaddr: ["08:00:2b:01:02:03", "08:00:2b:01:02:04"],
  point: ["(1,2)", "(3,4)"],
  path: ["((1,2),(3,4))", "((5,6),(7,8))"],
  int2: ["42", "43"],
  int4: ["42", "43"],
  int8: ["42", "43"],
  numeric: ["7", "8"],
  varchar: ["z", "y"],
  bpchar: ["z", "y"],
  text: ["driftcheck", "changed"],
};
