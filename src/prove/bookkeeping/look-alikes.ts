// Tables that resemble a migration tool's own and are none: each lacks or has what makes it another. All must be reported.

import { alwaysQuoted, objectId } from "../../catalog/object-id.ts";
import type { SampleTable } from "../../migrations/own-table.ts";
import { tableKeepers } from "../../migrations/registry.ts";
import type { Addition } from "../mutation.ts";

interface LookAlike {
  readonly to: string;
  readonly table: SampleTable;
  readonly persistence?: "UNLOGGED";
  readonly check?: string;
  readonly inherits?: true;
}

/** What may be added to any live schema: each in a schema of its own, or in the tool's, where only one of a name can be at once. */
export function lookAlikes(): Addition[] {
  return tableKeepers
    .flatMap(({ samples }) => samples)
    .flatMap((table, at) => {
      const { schema } = table;
      const elsewhere = `driftcheck_${at}`;
      if (schema === undefined)
        return variantsOf(table).map((variant, nth) => addition(variant, `${elsewhere}_${nth}`, variant.to));
      return [
        ...firstOfEach(variantsOf(table)).map((variant) => addition(variant, schema, variant.to)),
        addition({ to: "in another schema", table }, elsewhere, "in another schema"),
      ];
    });
}

/** The first of each sort: where all have one name, they can't be there at once. */
function firstOfEach(variants: readonly LookAlike[]): LookAlike[] {
  return variants.filter(({ to }, at) => variants.findIndex((each) => each.to === to) === at);
}

function variantsOf(table: SampleTable): LookAlike[] {
  const { columns, key, mayLack = [], ...rest } = table;
  const [first] = columns;
  const all = columns.map(({ name }) => name);
  return [
    ...columns.flatMap((column, at): LookAlike[] => [
      ...(mayLack.includes(column.name)
        ? []
        : [{ to: "without a column", table: { ...table, columns: columns.filter((each) => each !== column) } }]),
      ...otherTypes(column.type).map(([what, type]) => ({
        to: `with a column ${what}`,
        table: { ...table, columns: columns.with(at, { name: column.name, type, rest: "" }) },
      })),
    ]),
    { to: "with a column more", table: { ...table, columns: [...columns, { name: "iban", type: "text", rest: "" }] } },
    ...(key === undefined ? [] : [{ to: "without its key", table: { ...rest, columns } }]),
    ...(key === undefined || key.length === all.length
      ? []
      : [{ to: "with a longer key", table: { ...table, key: all } }]),
    { to: "under another name", table: { ...table, name: `driftcheck_${table.name}s` } },
    { to: "unlogged", table, persistence: "UNLOGGED" },
    { to: "with a check", table, check: `CHECK (random() < 2 OR ${alwaysQuoted(first?.name ?? "")} IS NULL)` },
    { to: "with a parent", table, inherits: true },
  ];
}

/** What holds something else, or less. */
function otherTypes(type: string): (readonly [what: string, type: string])[] {
  const less = type.startsWith("varchar(") ? "varchar(4)" : type === "bigint" ? "integer" : undefined;
  const array = type.endsWith("[]") ? type.slice(0, -2) : `${type === "serial" ? "integer" : type}[]`;
  return [
    ["of another type", "jsonb"],
    ["as an array or as none", array],
    ...(less === undefined ? [] : [["narrower", less] as const]),
  ];
}

function addition({ table, persistence, check, inherits }: LookAlike, schema: string, to: string): Addition {
  const within = (name: string) => `${alwaysQuoted(schema)}.${alwaysQuoted(name)}`;
  const parent = within(`driftcheck_parent_of_${table.name}`);
  const key = (table.key ?? []).filter((name) => table.columns.some((column) => column.name === name));
  const parts = [
    ...table.columns.map(({ name, type, rest }) => `${alwaysQuoted(name)} ${type} ${rest}`),
    ...(key.length === 0 ? [] : [`PRIMARY KEY (${key.map(alwaysQuoted).join(", ")})`]),
    ...(check === undefined ? [] : [`CONSTRAINT driftcheck ${check}`]),
  ];
  const statements = [
    `CREATE SCHEMA IF NOT EXISTS ${alwaysQuoted(schema)}`,
    ...(inherits ? [`CREATE TABLE ${parent} ()`] : []),
    `CREATE ${persistence ?? ""} TABLE ${within(table.name)} (${parts.join(", ")}) ${inherits ? `INHERITS (${parent})` : ""}`,
  ];
  return {
    id: objectId("table", [schema, table.name]),
    to: `like a migration tool's, ${to}`,
    sql: [statements.join("; ")],
  };
}
