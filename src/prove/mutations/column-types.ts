// Other types for a column: one that holds less, one that holds more, one of another family.

import type { CatalogObject } from "../../catalog/catalog.ts";
import type { SqlType } from "../../sql/expression.ts";
import type { Change } from "../mutation.ts";
import { ownerOf, withoutForeignKeys } from "../sql.ts";
import type { World } from "../world.ts";
import { altered } from "./alter-column.ts";

/** As PostgreSQL prints them. */
const ints: Readonly<Record<string, string>> = { int2: "smallint", int4: "integer", int8: "bigint" };

interface Other {
  readonly to: string;
  readonly type: string;
}

export function otherTypes(object: CatalogObject, world: World): Change[] {
  const type = world.typeOf(object);
  const now = String(object.attributes.type);
  if (type === undefined || object.attributes.generated !== undefined) return [];
  const others = [...inFamily(type, now), ...outOfFamily(type), { to: "to an array of it", type: `${now}[]` }];
  return others.filter((other) => other.type !== now).map((other) => retyped(object, other));
}

function retyped(object: CatalogObject, { to, type }: Other): Change {
  const alter = altered(object);
  const retype = alter(`TYPE ${type} USING NULL`);
  const { default: initial } = object.attributes;
  const apart = `${alter("DROP DEFAULT")}; ${retype}`;
  const again = initial === undefined ? [] : [`${apart}; ${alter(`SET DEFAULT ${initial}`)}`, apart];
  return {
    to,
    sql: [retype, ...again, `${withoutForeignKeys(ownerOf(object.id))}; ${apart}`],
    value: type,
  };
}

function inFamily({ name, modifiers, dimensions }: SqlType, now: string): Other[] {
  if (dimensions > 0) return [];
  const [first = 0, second = 0] = modifiers;
  switch (name) {
    case "int2":
    case "int4":
    case "int8":
      return Object.entries(ints).map(([, type]) => ({ to: `to ${type}`, type }));
    case "varchar":
    case "bpchar": {
      const own = name === "varchar" ? "character varying" : "character";
      if (modifiers.length === 0) return [{ to: "to a bounded length", type: `${own}(77)` }];
      return [
        { to: "to a greater length", type: `${own}(${first + 1})` },
        ...(first > 1 ? [{ to: "to a smaller length", type: `${own}(${first - 1})` }] : []),
        { to: "to any length", type: "character varying" },
        {
          to: "to the other sort of text",
          type: name === "varchar" ? `character(${first})` : `character varying(${first})`,
        },
      ];
    }
    case "numeric":
      return modifiers.length === 0
        ? [{ to: "to a bounded precision", type: "numeric(10,0)" }]
        : [
            { to: "to a greater precision", type: `numeric(${first + 1},${second})` },
            { to: "to another scale", type: `numeric(${first},${second === 0 ? 1 : second - 1})` },
            { to: "to any precision", type: "numeric" },
          ];
    case "timestamp":
    case "timestamptz":
    case "time":
    case "timetz":
      return moments(now);
    default:
      return [];
  }
}

/** The same with and without a time zone, and to another precision. */
function moments(now: string): Other[] {
  const [zone, other] = now.endsWith("with time zone") ? ["with", "without"] : ["without", "with"];
  const [base = now] = now.split(" with");
  const [plain = base, precision] = base.split("(");
  return [
    { to: `to one ${other} time zone`, type: `${base} ${other} time zone` },
    ...(precision === "3)" ? [] : [{ to: "to milliseconds", type: `${plain}(3) ${zone} time zone` }]),
    ...(precision === undefined ? [] : [{ to: "to microseconds", type: `${plain} ${zone} time zone` }]),
  ];
}

function outOfFamily({ name, dimensions }: SqlType): Other[] {
  const text = [
    { to: "to text", type: "text" },
    { to: "to varchar", type: "character varying" },
  ];
  if (dimensions > 0) return text;
  if (name in ints) return [...text, { to: "to boolean", type: "boolean" }, { to: "to numeric", type: "numeric" }];
  switch (name) {
    case "bool":
      return [...text, { to: "to smallint", type: "smallint" }];
    case "numeric":
    case "float8":
      return [...text, { to: "to real", type: "real" }, { to: "to bigint", type: "bigint" }];
    case "timestamp":
    case "timestamptz":
      return [...text, { to: "to a date", type: "date" }];
    case "text":
      return [...text, { to: "to jsonb", type: "jsonb" }, { to: "to bytea", type: "bytea" }];
    default:
      return text;
  }
}
