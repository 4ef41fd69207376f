// Other columns for keys and foreign keys, other tables to refer to, other actions.

import type { CatalogObject } from "../../catalog/catalog.ts";
import {
  alwaysQuoted,
  dotted,
  nameOf,
  parseObjectId,
  qualified,
  quoteName,
  unquoted,
} from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import type { Change } from "../mutation.ts";
import type { World } from "../world.ts";
import { remade } from "./constraint-definition.ts";

export function keyChanges(object: CatalogObject, world: World): Change[] {
  const keys = listOf(object.attributes.keys);
  if (object.attributes.type !== "PRIMARY KEY" && object.attributes.type !== "UNIQUE") return [];
  const used = keys.map(unquoted);
  const others = world.columns(object.parent).map(({ id }) => nameOf(id));
  const more = others.filter((name) => !used.includes(name)).slice(0, 3);
  const first: Change | undefined =
    more[0] === undefined ? undefined : anyOf(object, "a column more", (name) => [...keys, quoteName(name)], more);
  return [
    ...(first ? [first, anyOf(object, "another column", (name) => [...keys.slice(0, -1), quoteName(name)], more)] : []),
    ...(keys.length > 1
      ? [
          remade(object, "a column less", { keys: keys.slice(0, -1) }),
          remade(object, "in another order", { keys: keys.toReversed() }),
        ]
      : []),
  ];
}

/** Whichever of these columns PostgreSQL accepts. */
function anyOf(object: CatalogObject, to: string, keys: (name: string) => string[], names: readonly string[]): Change {
  const ways = names.map((name) => remade(object, to, { keys: keys(name) }));
  return { to, sql: ways.flatMap(({ sql }) => sql), value: keys(names[0] ?? "") };
}

const isForeignKey = ({ attributes }: CatalogObject) => attributes.type === "FOREIGN KEY";

/** Columns that hold the same type, but this one. */
function alike(table: CatalogObject["parent"], name: string | undefined, world: World): string[] {
  const columns = world.columns(table);
  const type = columns.find(({ id }) => nameOf(id) === name)?.attributes.type;
  const same = columns.filter(({ id, attributes }) => attributes.type === type && nameOf(id) !== name);
  return same.map(({ id }) => nameOf(id)).slice(0, 3);
}

export const referenceChanges = {
  columns: (object: CatalogObject, world: World): Change[] => {
    const columns = listOf(object.attributes.columns);
    if (!isForeignKey(object)) return [];
    const others = alike(object.parent, columns.at(-1), world).filter((name) => !columns.includes(name));
    return others.slice(0, 1).map((name) => remade(object, "another", { columns: [...columns.slice(0, -1), name] }));
  },
  /** To a copy of the referenced table, so that it has just the same columns and key. */
  references: (object: CatalogObject, world: World): Change[] => {
    if (!isForeignKey(object)) return [];
    const [schema = ""] = parseObjectId(`table:${object.attributes.references}`).path;
    const name = `driftcheck_copy_${world.numberOf(object.id)}`;
    const copy = `${alwaysQuoted(schema)}.${name}`;
    const again = remade(object, "another table", { references: qualified(schema, name) });
    const keys = listOf(object.attributes.referencedColumns).map(alwaysQuoted);
    const make = `CREATE TABLE ${copy} (LIKE ${quotedPath(String(object.attributes.references))}, UNIQUE (${keys.join(", ")}))`;
    return [{ ...again, sql: again.sql.map((sql) => `${make}; ${sql}`) }];
  },
  referencedColumns: (object: CatalogObject, world: World): Change[] => {
    const referenced = listOf(object.attributes.referencedColumns);
    if (!isForeignKey(object)) return [];
    const table = [...world.catalog.objects.values()].find(
      ({ id, kind }) => kind === "table" && dotted(id) === object.attributes.references,
    );
    const [other] = alike(table?.id, referenced.at(-1), world).filter((name) => !referenced.includes(name));
    if (other === undefined) return [];
    const columns = [...referenced.slice(0, -1), other];
    const again = remade(object, "another", { referencedColumns: columns });
    const names = columns.map(alwaysQuoted).join(", ");
    const key = `CREATE UNIQUE INDEX ON ${quotedPath(String(object.attributes.references))} (${names})`;
    return [{ ...again, sql: again.sql.map((sql) => `${key}; ${sql}`) }];
  },
};

/** A table as an attribute names it, for SQL. */
const quotedPath = (path: string) => parseObjectId(`table:${path}`).path.map(alwaysQuoted).join(".");

const actions = ["NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"];

export const actionChanges =
  (attribute: "onUpdate" | "onDelete") =>
  (object: CatalogObject): Change[] => {
    if (!isForeignKey(object)) return [];
    const others = actions.filter((action) => action !== object.attributes[attribute]);
    const limited = attribute === "onDelete" && object.attributes.onDeleteColumns ? { onDeleteColumns: [] } : {};
    return others.map((action) => remade(object, action, { [attribute]: action, ...limited }));
  };
