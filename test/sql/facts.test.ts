// What the rewritings take for granted of pg_catalog, asked of PostgreSQL itself.

import { expect, test } from "vitest";
import { negators } from "../../src/sql/meaning/booleans.ts";
import { castsNamedAsTheirType, otherNames } from "../../src/sql/meaning/calls.ts";
import { commutators } from "../../src/sql/meaning/comparisons.ts";
import { steadyFunctions } from "../../src/sql/meaning/steady.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();
const rows = async (sql: string, ...values: unknown[]) => (await client().query(sql, values)).rows;

const ours = "pronamespace = 'pg_catalog'::regnamespace";

test("another name is the same C function for all arguments that it takes", async () => {
  const names = Object.entries(otherNames);
  const alone = await rows(
    `SELECT p.oid::regprocedure::text FROM unnest($1::text[], $2::text[]) AS n (one, other) JOIN pg_proc p ON p.proname = n.one AND ${ours}
      WHERE NOT EXISTS (SELECT FROM pg_proc o WHERE o.proname = n.other AND (o.pronamespace, o.proargtypes, o.prosrc, o.prorettype, o.provolatile, o.proisstrict)
        = (p.pronamespace, p.proargtypes, p.prosrc, p.prorettype, p.provolatile, p.proisstrict))`,
    names.map(([one]) => one),
    names.map(([, other]) => other),
  );
  expect(alone).toEqual([]);
});

test("a function of one argument that is named as a type is what the cast to the type calls", async () => {
  const others = await rows(
    `SELECT oid::regprocedure::text FROM pg_proc p WHERE ${ours} AND pronargs = 1 AND proname = ANY ($1) AND NOT EXISTS (
      SELECT FROM pg_cast c JOIN pg_type t ON t.oid = c.casttarget WHERE c.castfunc = p.oid AND t.typname = p.proname)`,
    castsNamedAsTheirType,
  );
  expect(others).toEqual([]);
});

test("what is steady is not volatile", async () => {
  const volatile = await rows(
    `SELECT oid::regprocedure::text FROM pg_proc WHERE ${ours} AND provolatile = 'v'
      AND (proname = ANY ($1) OR oid IN (SELECT oprcode FROM pg_operator WHERE oprnamespace = pronamespace))`,
    steadyFunctions,
  );
  expect(volatile).toEqual([]);
  const known = await rows("SELECT DISTINCT proname FROM pg_proc WHERE proname = ANY ($1)", steadyFunctions);
  expect(known).toHaveLength(steadyFunctions.length);
});

// A point has `<>` and `~=`, but no `=` that could be meant.
test.each([
  ["negator", "oprnegate", { "=": "<>", "<>": "=", ...negators }],
  ["commutator", "oprcom", commutators],
])("the %s is the same for all types that have one", async (_what, column, known) => {
  const names = Object.entries(known);
  const others = await rows(
    `SELECT o.oid::regoperator::text FROM unnest($1::text[], $2::text[]) AS n (one, other)
      JOIN pg_operator o ON o.oprname = n.one AND o.oprleft <> 0 AND o.oprnamespace = 'pg_catalog'::regnamespace
      JOIN pg_operator x ON x.oid = o.${column} WHERE x.oprname <> n.other
        AND EXISTS (SELECT FROM pg_operator y WHERE (y.oprname, y.oprleft, y.oprright) = (n.other, o.oprleft, o.oprright))`,
    names.map(([one]) => one),
    names.map(([, other]) => other),
  );
  expect(others).toEqual([]);
});
