// The newest minor release that users run: what its server writes for itself is not compared, and all that its pg_dump prints is.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { restore } from "../../src/embedded/restore.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import { splitScript } from "../../src/scripts/psql-script.ts";
import { readSnapshot, writeSnapshot } from "../../src/snapshot/file.ts";
import { isTree, loadParser, nodesOf, parseStatements } from "../../src/sql/parse.ts";
import { driftOf } from "../conformance/comparison.ts";
import { useFolder } from "../support/cli.ts";
import { sharedFolder } from "../support/corpus.ts";
import { hasTurn, sample } from "../support/sample.ts";
import { pgDump } from "../support/servers/pg-dump.ts";
import { query } from "../support/servers/query.ts";
import { describeWithDebian, startServer } from "../support/servers.ts";

const folder = useFolder();
const shared = sharedFolder();
const ours = (name: string) => join(import.meta.dirname, "..", `${name}.sql`);
const options = ours("check/debian-options");
const dumps = shared === undefined ? [] : ["sakila"];
const scripts = [
  ["options", options],
  ["every kind", ours("oracle/cluster"), ours("oracle/schema")],
  ["a table that hands on", ours("corpus/versions-handed-on")],
  ["shop", ours("fixtures/shop/live")],
  ...dumps.map((name) => [name, join(shared ?? "", "corpus/dumps", `${name}.sql`)]),
];
const whole = { privileges: true };

/** What somebody set differently, and the one drift that it is. */
const changes: readonly (readonly [sql: string, told: string])[] = [
  ["ALTER TABLE given ALTER a SET (n_distinct = 6)", "column:public.given.a options"],
  ["ALTER TABLE plain ALTER a SET (n_distinct = 6)", "column:public.plain.a options"],
  ["ALTER TABLE given ALTER b RESET (n_distinct_inherited)", "column:public.given.b options"],
  ["ALTER TABLE part_two ALTER l RESET (n_distinct)", "column:public.part_two.l options"],
  ["ALTER TABLE given SET (fillfactor = 61)", "table:public.given options"],
  ["ALTER TABLE part_one SET (toast.autovacuum_enabled = false)", "table:public.part_one options"],
  ["ALTER INDEX given_gin RESET (fastupdate)", "index:public.given.given_gin options"],
  ["ALTER INDEX keyed_pkey SET (fillfactor = 71)", "constraint:public.keyed.keyed_pkey options"],
  ["ALTER VIEW barred RESET (security_barrier)", "view:public.barred options"],
  ["ALTER MATERIALIZED VIEW kept ALTER b RESET (n_distinct)", "materialized view:public.kept columnSettings"],
  [
    "DROP INDEX given_trgm; CREATE INDEX given_trgm ON given USING gist (b gist_trgm_ops (siglen = 33), lower(c) gist_trgm_ops (siglen = 64)) WITH (buffering = on)",
    "index:public.given.given_trgm keys",
  ],
  ["ALTER FOREIGN DATA WRAPPER bare OPTIONS (SET pg_wrapper '7')", "foreign data wrapper:bare options"],
  ["ALTER SERVER far OPTIONS (DROP pg_server)", "foreign server:far options"],
  ["ALTER USER MAPPING FOR PUBLIC SERVER far OPTIONS (SET pg_mapping '7')", "user mapping:far.public options"],
  ["ALTER FOREIGN TABLE distant OPTIONS (SET pg_table '7')", "foreign table:public.distant options"],
  ["ALTER FOREIGN TABLE distant ALTER a OPTIONS (SET pg_attver '7')", "column:public.distant.a foreignOptions"],
];

beforeAll(loadParser);

describeWithDebian((server) => {
  async function made(...files: readonly string[]): Promise<string> {
    const url = await server().createDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    for (const file of files) await restore(client, file, splitScript(await readFile(file, "utf8"), file));
    await client.end();
    return url;
  }

  async function dumped(url: string): Promise<string> {
    const text = await pgDump(url);
    if (text === undefined) throw new Error("Debian's server comes with its own pg_dump");
    return text;
  }

  test.each(sample(scripts, 1))("what %s makes is what its own dump says", async (_, ...files) => {
    const url = await made(...files);
    const live = await readCatalog(url, whole);
    const dump = await readCatalog(await folder().write("dump.sql", await dumped(url)), whole);
    expect([...(await driftOf(dump, live)), ...(await driftOf(live, dump))]).toEqual([]);
  });

  test("each option that the dump prints is read, and no other", async () => {
    const live = await made(options);
    expect(optionsRead(await readCatalog(live))).toEqual(optionsPrinted(await dumped(live)));
  });

  test("a snapshot carries nothing of the server's own, so that a table that was made again is the same", async () => {
    const live = await made(options);
    const text = writeSnapshot(await readCatalog(live), "snapshot.yaml");
    expect(text.match(/\bpg_att\w+/g)).toEqual(["pg_attver"]);
    const remade = [
      "DROP TABLE typed; ALTER TYPE pair DROP ATTRIBUTE third; ALTER TYPE pair ADD ATTRIBUTE third date",
      "CREATE TABLE typed OF pair; ALTER TABLE child DROP own; ALTER TABLE child ADD own int",
    ];
    for (const sql of remade) await query(live, sql);
    expect(await driftOf(readSnapshot(text, "snapshot.yaml"), await readCatalog(live))).toEqual([]);
  });

  test.runIf(hasTurn("the pinned release"))("the release that is pinned makes the same of a script", async () => {
    const pinned = await startServer(server().major, { pinned: true });
    if ("reason" in pinned) throw new Error(pinned.reason);
    try {
      const older = await pinned.createDatabase();
      await query(older, await readFile(options, "utf8"));
      expect(await driftOf(await readCatalog(older), await readCatalog(await made(options)))).toEqual([]);
    } finally {
      await pinned.stop();
    }
  });

  test("what somebody set is drift, under a name of PostgreSQL's own too where the wrapper has it", async () => {
    const [declared, live] = [await made(options), await made(options)];
    for (const [sql] of changes) await query(live, sql);
    const drift = await driftOf(await readCatalog(declared), await readCatalog(live));
    expect(drift.map(({ id, attribute }) => `${id} ${attribute}`).sort()).toEqual(
      changes.map(([, told]) => told).sort(),
    );
  });
});

/** The name of each option of a relation, of a column and of an index's key, sorted. */
function optionsRead({ objects }: Catalog): string[] {
  const holders = ["options", "foreignOptions", "columnSettings", "keys", "definition"];
  const texts = [...objects.values()].flatMap(({ attributes }) => holders.flatMap((name) => attributes[name] ?? []));
  return texts.flatMap((text) => String(text).match(/[\w.]+(?==)/g) ?? []).sort();
}

const withOptions = ["CreateStmt", "IndexStmt", "IndexElem", "ViewStmt", "AlterTableCmd", "Constraint", "ColumnDef"];
const foreign = ["CreateFdwStmt", "CreateForeignServerStmt", "CreateUserMappingStmt", "CreateForeignTableStmt"];

/** The same out of the statements of a dump. */
function optionsPrinted(dump: string): string[] {
  const trees = splitScript(dump, "dump.sql").flatMap(({ sql }) => parseStatements(sql) ?? []);
  const nodes = [...withOptions, ...foreign].flatMap((type) => [...nodesOf(trees, type)]);
  const into = [...nodesOf(trees, "CreateTableAsStmt")].map((made) => (isTree(made.into) ? made.into : {}));
  const checked = nodes.filter(({ withCheckOption = "NO_CHECK_OPTION" }) => withCheckOption !== "NO_CHECK_OPTION");
  const names = [...nodes, ...into]
    .flatMap(({ options, opclassopts, fdwoptions, def }) => [options, opclassopts, fdwoptions, def])
    .flatMap((list) => (isTree(list) && isTree(list.List) ? list.List.items : list))
    .flatMap((item) => (isTree(item) && isTree(item.DefElem) ? [item.DefElem] : []))
    .map(({ defnamespace, defname }) => [defnamespace, defname].filter(Boolean).join("."));
  return [...names, ...checked.map(() => "check_option")].sort();
}
