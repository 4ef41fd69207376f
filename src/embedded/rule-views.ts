// A view that a dump writes as PostgreSQL kept it: a table, and a rule `_RETURN` that makes it a view. pg_dump did so where
// views depend on each other; PostgreSQL 16 and later refuse such a rule on a table, and earlier releases turn the table around.

import type { Client } from "pg";
import { alwaysQuoted } from "../catalog/object-id.ts";
import { isTree, nodesOf } from "../sql/parse.ts";

/** PostgreSQL 15 asks the same of the table. What refers to it already goes on to do so. */
const turn = `
  UPDATE pg_catalog.pg_class SET relkind = 'v', relam = 0, relfilenode = 0, reltablespace = 0, reltoastrelid = 0,
    relpages = 0, reltuples = -1, relfrozenxid = '0', relminmxid = '0', relreplident = 'n'
  WHERE oid = $1 AND relkind = 'r' AND NOT (relhasindex OR relhastriggers OR relhassubclass OR relispartition
      OR relrowsecurity OR relforcerowsecurity OR relhasrules)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = oid)`;

/** Turns the table into a view without a query, so that the rule can give it one. @returns whether there was one to turn */
export async function makeViewOf(client: Client, trees: readonly unknown[]): Promise<boolean> {
  const [rule] = nodesOf(trees, "RuleStmt");
  const isView = rule?.event === "CMD_SELECT" && rule.instead === true && rule.rulename === "_RETURN";
  if (trees.length !== 1 || !isView || !isTree(rule.relation)) return false;
  const path = [rule.relation.schemaname, rule.relation.relname].filter((name) => typeof name === "string");
  const { rows } = await client.query(
    "SELECT oid, oid::pg_catalog.regclass::text AS name FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass($1) AND relkind = 'r'",
    [path.map(alwaysQuoted).join(".")],
  );
  const [table] = rows;
  // PostgreSQL makes no view of a table with rows.
  if (table === undefined || (await client.query(`SELECT FROM ${table.name} LIMIT 1`)).rowCount !== 0) return false;
  const { rowCount } = await client.query(turn, [table.oid]);
  if (rowCount !== 1) return false;
  await client.query("DELETE FROM pg_catalog.pg_attribute WHERE attrelid = $1 AND attnum < 0", [table.oid]);
  return true;
}
