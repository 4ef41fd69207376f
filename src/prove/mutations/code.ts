// What holds code: views, functions, triggers, rewrite rules, policies.

import type { Attributes, CatalogObject } from "../../catalog/catalog.ts";
import { parseObjectId, sqlName } from "../../catalog/object-id.ts";
import { listOf } from "../../judge/evidence/facts.ts";
import { literal } from "../../sql/literal.ts";
import { tokens } from "../../sql/parse.ts";
import { stampedColumns } from "../../sql/plpgsql.ts";
import type { Change, Mutator } from "../mutation.ts";
import { lastOf, ownerOf } from "../sql.ts";
import { comments } from "./common.ts";

const dropped = (sql: string): Change[] => [{ to: "dropped", sql: [sql] }];
const one = (to: string, ...sql: readonly string[]): Change[] => [{ to, sql }];

function view(kind: string, what: string): Mutator {
  const alter =
    (to: string, ...actions: string[]) =>
    ({ id }: CatalogObject) =>
      one(to, ...actions.map((action) => `ALTER ${what} ${sqlName(id)} ${action}`));
  const query = (body: unknown) => `SELECT * FROM (${String(body).replace(/;$/, "")}) AS driftcheck WHERE random() < 2`;
  return {
    kind,
    attributes: {
      body: ({ id, attributes: { body } }) =>
        what === "VIEW"
          ? one("fewer rows", `CREATE OR REPLACE VIEW ${sqlName(id)} AS ${query(body)}`)
          : one("fewer rows", `DROP ${what} ${sqlName(id)} CASCADE; CREATE ${what} ${sqlName(id)} AS ${query(body)}`),
      options:
        what === "VIEW"
          ? alter("a barrier", "SET (security_barrier = true)")
          : alter("fillfactor", "SET (fillfactor = 71)"),
      comment: comments(what),
    },
    drop: ({ id }) => dropped(`DROP ${what} ${sqlName(id)} CASCADE`),
    rename: ({ id }) => `ALTER ${what} ${sqlName(id)} RENAME TO`,
  };
}

export const views = view("view", "VIEW");
export const materializedViews = view("materialized view", "MATERIALIZED VIEW");

const routine = ({ id }: CatalogObject) => `${sqlName(id)}(${parseObjectId(id).signature ?? ""})`;
const isCode = ({ attributes: { type } }: CatalogObject) => type !== "AGGREGATE";

const ofFunction =
  (to: string, ...actions: readonly string[]) =>
  (object: CatalogObject): Change[] =>
    isCode(object) && object.attributes.type !== "PROCEDURE"
      ? one(to, ...actions.map((action) => `ALTER FUNCTION ${routine(object)} ${action}`))
      : [];
const flag = (attribute: string, on: string, off: string) => (object: CatalogObject) =>
  ofFunction("the other", object.attributes[attribute] ? off : on)(object);

export const functions: Mutator = {
  kind: "function",
  attributes: {
    type: () => [],
    arguments: (object) => (object.attributes.arguments === undefined ? [] : one("another, in the catalog")),
    body: (object) =>
      isCode(object)
        ? one(
            "another",
            `UPDATE pg_proc SET prosrc = CASE WHEN prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
              THEN 'BEGIN RETURN NULL; END' ELSE 'SELECT NULL' END
              WHERE oid = ${literal(routine(object))}::regprocedure AND prosqlbody IS NULL`,
          ).concat(stampingOtherwise(object))
        : [],
    volatility: ofFunction("another", "STABLE", "IMMUTABLE"),
    parallel: ofFunction("another", "PARALLEL SAFE", "PARALLEL UNSAFE"),
    strict: flag("strict", "STRICT", "CALLED ON NULL INPUT"),
    securityDefiner: flag("securityDefiner", "SECURITY DEFINER", "SECURITY INVOKER"),
    leakproof: flag("leakproof", "LEAKPROOF", "NOT LEAKPROOF"),
    cost: ofFunction("another", "COST 77"),
    rows: (object) => (object.attributes.rows === undefined ? [] : ofFunction("another", "ROWS 77")(object)),
    support: (object) => (object.attributes.support === undefined ? [] : one("another")),
    library: (object) => (object.attributes.library === undefined ? [] : one("another")),
    aggregate: (object) => (isCode(object) ? [] : one("another")),
    transforms: (object) => (object.attributes.transforms === undefined ? [] : one("another")),
    // While a trigger calls it, it can return nothing else.
    returns: ({ attributes: { returns } }) =>
      returns === undefined || returns === "trigger" ? [] : one("another, in the catalog"),
    settings: ofFunction("another", "SET work_mem = '7MB'"),
    comment: comments("ROUTINE", routine),
  },
  drop: (object) => dropped(`DROP ROUTINE ${routine(object)} CASCADE`),
  rename: (object) => `ALTER ROUTINE ${routine(object)} RENAME TO`,
};

/** A function that only stamps columns of its row, and then does something besides, or stamps none. */
function stampingOtherwise(object: CatalogObject): Change[] {
  const body = String(object.attributes.body);
  const end = stampedColumns(body) && tokens(body)?.find(({ text }) => text === ";")?.start;
  if (end === undefined) return [];
  const [first, rest] = [Buffer.from(body).subarray(0, end), Buffer.from(body).subarray(end)];
  const become = (to: string, source: string) =>
    one(to, `UPDATE pg_proc SET prosrc = ${literal(source)} WHERE oid = ${literal(routine(object))}::regprocedure`);
  return [
    ...become("a declaration that calls something", `DECLARE driftcheck integer := pg_backend_pid(); ${body}`),
    ...become("a value from no row", `${first} FROM pg_class WHERE false${rest}`),
  ];
}

const enabled = (what: string) => (object: CatalogObject) => {
  const alter = (action: string) => `ALTER TABLE ${ownerOf(object.id)} ${action} ${what} ${lastOf(object.id)}`;
  return [
    ...one("off or on", alter(object.attributes.enabled === "DISABLED" ? "ENABLE" : "DISABLE")),
    ...one("always", alter(object.attributes.enabled === "ALWAYS" ? "ENABLE" : "ENABLE ALWAYS")),
  ];
};
const onOwner = ({ id }: CatalogObject) => `${lastOf(id)} ON ${ownerOf(id)}`;

export const triggers: Mutator = {
  kind: "trigger",
  attributes: {
    // The bits of tgtype: 8 is DELETE, 16 is UPDATE, 2 is BEFORE.
    definition: (object) => [
      ...one("on other events", definition(object, "tgtype # 8"), definition(object, "tgtype # 16")),
      ...one("before or after", definition(object, "tgtype # 2")),
    ],
    enabled: enabled("TRIGGER"),
    comment: comments("TRIGGER", onOwner),
  },
  drop: (object) => dropped(`DROP TRIGGER ${onOwner(object)} CASCADE`),
  rename: (object) => `ALTER TRIGGER ${onOwner(object)} RENAME TO`,
};

const definition = ({ id }: CatalogObject, type: string) =>
  `UPDATE pg_trigger SET tgtype = ${type} WHERE tgrelid = ${literal(ownerOf(id))}::regclass AND tgname = ${literal(parseObjectId(id).path.at(-1) ?? "")}`;

export const rewriteRules: Mutator = {
  kind: "rule",
  attributes: { enabled: enabled("RULE"), comment: comments("RULE", onOwner) },
  drop: (object) => dropped(`DROP RULE ${onOwner(object)} CASCADE`),
  rename: (object) => `ALTER RULE ${onOwner(object)} RENAME TO`,
};

export const policies: Mutator = {
  kind: "policy",
  attributes: {
    type: (object) => [
      remade(object, { type: object.attributes.type === "PERMISSIVE" ? "RESTRICTIVE" : "PERMISSIVE" }),
    ],
    command: (object) => [remade(object, { command: object.attributes.command === "ALL" ? "UPDATE" : "ALL" })],
    roles: (object) => one("another", `ALTER POLICY ${onOwner(object)} TO pg_monitor`),
    using: (object) =>
      object.attributes.command === "INSERT" ? [] : one("false", `ALTER POLICY ${onOwner(object)} USING (1 = 2)`),
    withCheck: (object) =>
      ["SELECT", "DELETE"].includes(String(object.attributes.command))
        ? []
        : one("false", `ALTER POLICY ${onOwner(object)} WITH CHECK (1 = 2)`),
    comment: comments("POLICY", onOwner),
  },
  drop: (object) => dropped(`DROP POLICY ${onOwner(object)}`),
  rename: (object) => `ALTER POLICY ${onOwner(object)} RENAME TO`,
};

function remade(object: CatalogObject, other: Attributes): Change {
  const { type, command, roles, using, withCheck } = { ...object.attributes, ...other };
  const sql = [
    `DROP POLICY ${onOwner(object)}; CREATE POLICY ${onOwner(object)} AS ${type} FOR ${command} TO ${listOf(roles).join(", ")}`,
    using === undefined ? "" : `USING (${using})`,
    withCheck === undefined ? "" : `WITH CHECK (${withCheck})`,
  ];
  return { to: "another", sql: [sql.join(" ")], value: Object.values(other)[0] ?? null };
}
