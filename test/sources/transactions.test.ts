// What a script leaves is what psql would leave of it: its transactions are its own, and one that is not committed leaves nothing.

import { expect, test } from "vitest";
import { restoreScripts } from "../../src/embedded/restore.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { useEmbeddedClient } from "../support/pglite.ts";

const client = useEmbeddedClient();

interface Script {
  readonly sql: string;
  readonly transaction?: true;
}

async function relationsOf(...scripts: readonly Script[]): Promise<string[]> {
  for (const each of ["ROLLBACK", "RESET ALL", "DROP SCHEMA IF EXISTS public, app CASCADE", "CREATE SCHEMA public"])
    await client().query(each);
  const split = scripts.map(({ sql, transaction }, at) => {
    const name = `${at + 1}.sql`;
    return { name, statements: splitScript(sql, name), ...(transaction && { transaction }) };
  });
  await restoreScripts(client(), split);
  const { rows } = await client().query(
    "SELECT relname FROM pg_class WHERE relnamespace IN ('public'::regnamespace, to_regnamespace('app')) ORDER BY 1",
  );
  return rows.map(({ relname }) => String(relname));
}

const a = "CREATE TABLE a (i int);";
const b = "CREATE TABLE b (i int);";

test.each([
  ["what is committed", `BEGIN; ${a} COMMIT; ${b}`, ["a", "b"]],
  ["what END ends", `START TRANSACTION; ${a} END; ${b}`, ["a", "b"]],
  ["nothing that is rolled back", `BEGIN; ${a} ROLLBACK; ${b}`, ["b"]],
  ["nothing that is aborted", `BEGIN; ${a} ABORT; ${b}`, ["b"]],
  ["all before a rollback of no transaction", `${a} ROLLBACK; ${b}`, ["a", "b"]],
  ["nothing after a savepoint that is rolled back to", `BEGIN; ${a} SAVEPOINT s; ${b} ROLLBACK TO s; COMMIT;`, ["a"]],
  ["what a chain of transactions commits", `BEGIN; ${a} ROLLBACK AND CHAIN; ${b} COMMIT;`, ["b"]],
  ["timeouts of a transaction", `BEGIN; SET LOCAL lock_timeout = '2s'; LOCK TABLE pg_class; ${a} COMMIT;`, ["a"]],
  ["no SET LOCAL outside of one", `SET LOCAL search_path = pg_temp; ${a}`, ["a"]],
  ["no SET LOCAL of a DO block", `DO 'BEGIN SET LOCAL search_path = pg_temp; END'; ${a}`, ["a"]],
  ["no local set_config", `SELECT set_config('search_path', 'pg_temp', true); ${a}`, ["a"]],
  [
    "a SET LOCAL within its transaction",
    `CREATE SCHEMA app; BEGIN; SET LOCAL search_path = app; ${a} COMMIT; ${a}`,
    ["a", "a"],
  ],
  ["a role that is not there, in a transaction", `BEGIN; ${a} GRANT SELECT ON a TO nobody_there; COMMIT;`, ["a"]],
])("is read: %s", async (_, sql, left) => {
  expect(await relationsOf({ sql })).toEqual(left);
});

test("a mistake within a transaction is told as what it is", async () => {
  await expect(relationsOf({ sql: `BEGIN; ${a}\nCREATE TABEL b (i int);\nCOMMIT;` })).rejects.toThrow(
    '1.sql:2: cannot restore this statement: syntax error at or near "TABEL"',
  );
});

const cut = "The transaction that begins here is not committed";

test.each([
  ["BEGIN at the top", `BEGIN;\n${a}`, `1.sql:1: ${cut}`],
  ["BEGIN after a COMMIT", `BEGIN; ${a} COMMIT;\n${b}\nBEGIN; SELECT 1;`, `1.sql:3: ${cut}`],
  ["START TRANSACTION", `${a}\nSTART TRANSACTION;\n${b}`, `1.sql:2: ${cut}`],
  ["a chain", `BEGIN; ${a} COMMIT AND CHAIN; ${b}`, `1.sql:1: ${cut}`],
  ["a savepoint that is released", `BEGIN; SAVEPOINT s; ${a} RELEASE s;`, `1.sql:1: ${cut}`],
  ["a prepared one", `BEGIN; ${a}\nPREPARE TRANSACTION 'p';`, "1.sql:2: cannot restore this statement: prepared"],
  ["READ ONLY", `START TRANSACTION READ ONLY;\n${a} COMMIT;`, "1.sql:2: cannot restore"],
  ["SET TRANSACTION READ ONLY", `BEGIN; SET TRANSACTION READ ONLY;\n${a} COMMIT;`, "in a read-only transaction"],
  ["SET transaction_read_only", `BEGIN; SET transaction_read_only = 'on';\n${a} COMMIT;`, "in a read-only transaction"],
  ["SET default_transaction_read_only", `SET default_transaction_read_only = on;\n${a}`, "1.sql:2: cannot restore"],
  [
    "set_config of it",
    `SELECT pg_catalog.set_config('default_transaction_read_only', 'on', false);\n${a}`,
    "1.sql:2: ",
  ],
  ["SESSION CHARACTERISTICS", `SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;\n${a}`, "1.sql:2: cannot"],
  ["an INSERT that fails and takes the rest along", `BEGIN; ${a}\nINSERT INTO a VALUES ('x'); COMMIT;`, "1.sql:2: "],
  ["a second definition in a transaction", `BEGIN; ${a}\n${a} COMMIT;`, "1.sql:2: "],
  [
    "what can't be in one",
    `BEGIN; ${a}\nCREATE INDEX CONCURRENTLY x ON a (i); COMMIT;`,
    "cannot run inside a transaction",
  ],
  [
    "a batch, by its own error",
    `BEGIN; ${a} LOCK TABLE a;\nALTER TABLE a ALTER i TYPE uuid USING i; COMMIT;`,
    /1.sql:2: .*column "i"/,
  ],
])("is refused: %s", async (_, sql, message) => {
  await expect(relationsOf({ sql })).rejects.toThrow(message);
});

test("a transaction that one file leaves open is not the next one's", async () => {
  await expect(relationsOf({ sql: `BEGIN; ${a}` }, { sql: `${b} COMMIT;` })).rejects.toThrow(`1.sql:1: ${cut}`);
});

const inTool = (sql: string) => ({ sql, transaction: true }) as const;

test("a migration is run in the transaction of its tool", async () => {
  expect(await relationsOf(inTool(`SET LOCAL lock_timeout = '1s'; ${a} LOCK TABLE a;`), inTool(b))).toEqual(["a", "b"]);
  const local = inTool(`CREATE SCHEMA app; SET LOCAL search_path = app; ${a}`);
  expect(await relationsOf(local, inTool(a))).toEqual(["a", "a"]);
  const outside = inTool(`${a} CREATE INDEX CONCURRENTLY x ON a (i); CREATE INDEX CONCURRENTLY y ON a (i); ${b}`);
  expect(await relationsOf(outside)).toEqual(["a", "b", "x", "y"]);
  expect(await relationsOf(inTool(`BEGIN; ${a} COMMIT; ${b}`))).toEqual(["a", "b"]);
  await expect(relationsOf(inTool(`${a} ROLLBACK; ${b}`))).rejects.toThrow("rolls back its own transaction");
});
