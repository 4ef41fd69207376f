// Tables, and what may be added to one.

import type { CatalogObject } from "../../catalog/catalog.ts";
import {
  alwaysQuoted,
  memberId,
  nameOf,
  type ObjectId,
  objectId,
  parseObjectId,
  sqlName,
  unquoted,
} from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import { numberedName } from "../../pgloader/names.ts";
import type { Addition, Change, Mutator } from "../mutation.ts";
import { withoutForeignKeys } from "../sql.ts";
import type { World } from "../world.ts";
import { comments } from "./common.ts";

const onOff = (attribute: string, on: string, off: string) => (object: CatalogObject) => {
  const isOn = object.attributes[attribute] === true;
  return [{ to: isOn ? "off" : "on", sql: [`ALTER TABLE ${sqlName(object.id)} ${isOn ? off : on}`] }];
};

const alter = (id: ObjectId, to: string, ...actions: readonly string[]): Change => ({
  to,
  sql: actions.map((action) => `ALTER TABLE ${sqlName(id)} ${action}`),
});

const onlyWhere = (attribute: string) => (object: CatalogObject) =>
  object.attributes[attribute] === undefined ? [] : [{ to: "another", sql: [] }];

export const tables: Mutator = {
  kind: "table",
  attributes: {
    persistence: ({ id, attributes }) => {
      const isUnlogged = attributes.persistence !== undefined;
      const set = `ALTER TABLE ${sqlName(id)} SET ${isUnlogged ? "LOGGED" : "UNLOGGED"}`;
      return [
        {
          to: isUnlogged ? "logged" : "unlogged",
          sql: [set, `${withoutForeignKeys(sqlName(id))}; ${set}`],
          value: isUnlogged ? null : "UNLOGGED",
        },
      ];
    },
    partitionKey: onlyWhere("partitionKey"),
    partitionOf: onlyWhere("partitionOf"),
    partitionBound: onlyWhere("partitionBound"),
    ofType: onlyWhere("ofType"),
    inherits: ({ id, attributes }) =>
      attributes.partitionOf === undefined
        ? [
            {
              to: "another parent",
              sql: [
                `CREATE TABLE ${beside(id, "driftcheck_parent")} (); ALTER TABLE ${sqlName(id)} INHERIT ${beside(id, "driftcheck_parent")}`,
              ],
            },
          ]
        : [],
    rowSecurity: onOff("rowSecurity", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"),
    forceRowSecurity: onOff("forceRowSecurity", "FORCE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"),
    replicaIdentity: ({ id }) => [
      alter(id, "all columns or none", "REPLICA IDENTITY FULL", "REPLICA IDENTITY NOTHING"),
    ],
    accessMethod: ({ id }) => [
      {
        to: "another",
        sql: [
          `CREATE ACCESS METHOD driftcheck_heap TYPE TABLE HANDLER heap_tableam_handler; ALTER TABLE ${sqlName(id)} SET ACCESS METHOD driftcheck_heap`,
          `ALTER TABLE ${sqlName(id)} SET ACCESS METHOD driftcheck_heap`,
        ],
        value: "driftcheck_heap",
      },
    ],
    options: ({ id }) => [alter(id, "fillfactor", "SET (fillfactor = 71)", "SET (autovacuum_enabled = false)")],
    tablespace: () => [{ to: "another", sql: [], value: "driftcheck" }],
    comment: comments("TABLE"),
  },
  drop: ({ id }) => [{ to: "dropped", sql: [`DROP TABLE ${sqlName(id)} CASCADE`] }],
  rename: ({ id }) => `ALTER TABLE ${sqlName(id)} RENAME TO`,
  add: (table, world) => [
    {
      id: memberId("column", table.id, "driftcheck_added"),
      to: "a column",
      sql: [`ALTER TABLE ${sqlName(table.id)} ADD driftcheck_added text`],
    },
    ...keys(table, world),
    ...code(table),
    ...statistics(table, world),
  ],
};

const beside = (id: ObjectId, name: string) => `${alwaysQuoted(parseObjectId(id).path[0] ?? "")}.${name}`;

function keys(table: CatalogObject, world: World): Addition[] {
  const name = sqlName(table.id);
  const indexable = world.columns(table.id).filter((column) => isOrdered(world, column));
  const [first, second] = indexable.map(({ id }) => alwaysQuoted(nameOf(id)));
  // A schema's indexes have one name each, so that those on all tables can be there at once.
  const own = `driftcheck_added_${world.numberOf(table.id)}`;
  const constraint = (to: string, definition: string): Addition => ({
    id: memberId("constraint", table.id, own),
    to,
    sql: [`ALTER TABLE ${name} ADD CONSTRAINT ${own} ${definition}`],
  });
  const index = (to: string, unique: string, definition: string, named = own): Addition => ({
    id: memberId("index", table.id, named),
    to,
    sql: [`CREATE ${unique} INDEX ${named} ON ${name} ${definition}`],
  });
  const [any] = world.columns(table.id).map(({ id }) => alwaysQuoted(nameOf(id)));
  const [primary] = world.constraints(table.id, "PRIMARY KEY");
  const key = listOf(primary?.attributes.keys).map((each) => alwaysQuoted(unquoted(each)));
  return [
    ...(key.length > 0
      ? [constraint("a foreign key to the table itself", `FOREIGN KEY (${key}) REFERENCES ${name} (${key})`)]
      : []),
    ...(any ? [constraint("a check", `CHECK (${any} IS NOT NULL OR random() < 2)`)] : []),
    ...(first
      ? [
          constraint("a unique constraint", `UNIQUE (${first}${second ? `, ${second}` : ""})`),
          constraint("a unique constraint on one column", `UNIQUE (${first})`),
          ...(primary ? [] : [constraint("a primary key", `PRIMARY KEY (${first})`)]),
          index("an index", "", `(${second ?? first}, ${first})`),
          index("a partial index", "", `(${first}) WHERE ${first} IS NOT NULL`),
          index("a unique index", "UNIQUE", `(${second ?? first})`, numberedName(world.numberOf(table.id), "added")),
          index("a partial unique index", "UNIQUE", `(${first}) WHERE ${first} IS NULL`),
        ]
      : []),
    ...world
      .constraints(table.id, "FOREIGN KEY")
      .flatMap((key): Addition[] => forForeignKey(key, name, world.numberOf(key.id))),
  ];
}

/** Indexes on a foreign key's columns: what InnoDB makes for itself, and what it does not. */
function forForeignKey(key: CatalogObject, table: string, number: number): Addition[] {
  const columns = listOf(key.attributes.columns);
  const [first = ""] = columns;
  const on = `ON ${table} (${columns.map(alwaysQuoted).join(", ")})`;
  const numbered = numberedName(number, first);
  const make = (to: string, unique: string, name: string): Addition => ({
    id: memberId("index", key.parent ?? key.id, name),
    to,
    sql: [`CREATE ${unique} INDEX ${alwaysQuoted(name)} ${on}`],
  });
  return [
    make("a numbered index on a foreign key's columns", "", numbered),
    make("a numbered unique index on a foreign key's columns", "UNIQUE", numbered),
    make("an index by hand on a foreign key's columns", "", `driftcheck_added_${number}`),
  ];
}

const unordered = new Set(["json", "xml", "point", "box", "polygon", "path", "circle", "line", "lseg"]);

function isOrdered(world: World, column: CatalogObject): boolean {
  const type = world.typeOf(column);
  return type !== undefined && !unordered.has(type.name);
}

function code({ id }: CatalogObject): Addition[] {
  const name = sqlName(id);
  const of = (kind: string, to: string, sql: string): Addition => ({
    id: objectId(kind, [...parseObjectId(id).path, "driftcheck_added"]),
    to,
    sql: [sql],
  });
  return [
    of(
      "trigger",
      "a trigger",
      `CREATE TRIGGER driftcheck_added BEFORE UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ),
    of("policy", "a policy", `CREATE POLICY driftcheck_added ON ${name} USING (true)`),
    of("rule", "a rule", `CREATE RULE driftcheck_added AS ON DELETE TO ${name} DO INSTEAD NOTHING`),
  ];
}

function statistics({ id }: CatalogObject, world: World): Addition[] {
  const [column] = world.columns(id).map((each) => alwaysQuoted(nameOf(each.id)));
  const name = `driftcheck ${nameOf(id)}`.slice(0, 60);
  if (column === undefined) return [];
  return [
    {
      id: objectId("statistics", [parseObjectId(id).path[0] ?? "", name]),
      to: "extended statistics",
      sql: [`CREATE STATISTICS ${beside(id, alwaysQuoted(name))} ON (${column} IS NULL) FROM ${sqlName(id)}`],
    },
  ];
}
