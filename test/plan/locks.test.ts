// The table of locks, held against pg_locks: each sort of statement runs in a transaction that is rolled back, and the locks that
// PostgreSQL took there are those that a plan tells. What forbids a transaction is watched while it waits for somebody else.

import { isDeepStrictEqual } from "node:util";
import type { Client } from "pg";
import { expect, test } from "vitest";
import { connectEmbedded } from "../../src/embedded/embedded.ts";
import { effectOf } from "../../src/plan/locks.ts";
import { type Lock, lockModes } from "../../src/plan/plan.ts";
import { introspect } from "../../src/read/introspect.ts";
import { loadParser } from "../../src/sql/parse.ts";
import { connectPostgres } from "../sources/migrations/connect.ts";
import { hasTurn, isNightly, sample } from "../support/sample.ts";
import { describeWithServer } from "../support/servers.ts";

await loadParser();

const setup = `
  CREATE TABLE public.users (id integer PRIMARY KEY, email text, age integer, born date);
  CREATE TABLE public.posts (id integer PRIMARY KEY, user_id integer REFERENCES public.users, title varchar(40), CONSTRAINT long CHECK (title <> ''));
  ALTER TABLE public.posts ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
  ALTER TABLE public.posts ADD CONSTRAINT late_user FOREIGN KEY (user_id) REFERENCES public.users NOT VALID;
  CREATE UNIQUE INDEX users_email ON public.users (email);
  CREATE INDEX posts_title ON public.posts (title);
  CREATE TABLE public.logs (id integer NOT NULL, at date) PARTITION BY RANGE (id);
  CREATE TABLE public.logs_1 PARTITION OF public.logs FOR VALUES FROM (0) TO (10);
  CREATE TABLE public.logs_2 (id integer NOT NULL, at date);
  CREATE INDEX logs_at ON ONLY public.logs (at);
  CREATE INDEX logs_1_at ON public.logs_1 (at);
  CREATE TABLE public.parents (id integer NOT NULL); CREATE TABLE public.children (id integer NOT NULL);
  CREATE VIEW public.names AS SELECT id, email FROM public.users;
  CREATE MATERIALIZED VIEW public.counts AS SELECT count(*) FROM public.users;
  CREATE SEQUENCE public.numbers;
  CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER touched BEFORE UPDATE ON public.posts FOR EACH ROW EXECUTE FUNCTION public.touch();
  CREATE POLICY mine ON public.posts USING (id > 0);
  CREATE RULE quiet AS ON DELETE TO public.posts DO INSTEAD NOTHING;
  CREATE STATISTICS public.both ON id, age FROM public.users;
  CREATE DOMAIN public.positive AS integer; CREATE TABLE public.sums (sum public.positive);
  CREATE PUBLICATION feed FOR TABLE public.users;`;

const statements = [
  "ALTER TABLE public.users ADD COLUMN nick text",
  "ALTER TABLE public.users ADD COLUMN made timestamptz DEFAULT now()",
  "ALTER TABLE public.users DROP COLUMN age",
  "ALTER TABLE public.users ALTER COLUMN age TYPE bigint",
  "ALTER TABLE public.logs ALTER COLUMN at TYPE timestamp",
  "ALTER TABLE public.users ALTER COLUMN age SET DEFAULT 3",
  "ALTER TABLE public.users ALTER COLUMN age SET NOT NULL",
  "ALTER TABLE public.parents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY",
  "ALTER TABLE public.users ALTER COLUMN email SET STORAGE EXTERNAL",
  "ALTER TABLE public.users ALTER COLUMN email SET COMPRESSION pglz",
  "ALTER TABLE public.users ALTER COLUMN email SET STATISTICS 10",
  "ALTER TABLE public.users ALTER COLUMN email SET (n_distinct = 3)",
  "ALTER TABLE public.users ADD CONSTRAINT adult CHECK (age > 17)",
  "ALTER TABLE public.users ADD CONSTRAINT adult CHECK (age > 17) NOT VALID",
  "ALTER TABLE public.posts VALIDATE CONSTRAINT later",
  "ALTER TABLE public.posts VALIDATE CONSTRAINT late_user",
  "ALTER TABLE public.posts ADD CONSTRAINT writer FOREIGN KEY (user_id) REFERENCES public.users(id) NOT VALID",
  "ALTER TABLE public.posts ADD CONSTRAINT writer FOREIGN KEY (user_id) REFERENCES public.users(id)",
  "ALTER TABLE public.users ADD CONSTRAINT email_key UNIQUE USING INDEX users_email",
  "ALTER TABLE public.posts ADD CONSTRAINT title_key UNIQUE (title)",
  "ALTER TABLE public.posts DROP CONSTRAINT later",
  "ALTER TABLE public.posts DROP CONSTRAINT posts_user_id_fkey",
  "ALTER TABLE public.posts ALTER CONSTRAINT posts_user_id_fkey DEFERRABLE",
  "ALTER TABLE public.posts RENAME COLUMN title TO headline",
  "ALTER TABLE public.posts RENAME CONSTRAINT later TO sooner",
  "ALTER TABLE public.posts RENAME TO articles",
  "ALTER INDEX public.posts_title RENAME TO posts_headline",
  "ALTER INDEX public.posts_title SET (fillfactor = 70)",
  "ALTER INDEX public.logs_at ATTACH PARTITION public.logs_1_at",
  "ALTER TABLE public.posts SET (fillfactor = 70)",
  "ALTER TABLE public.posts SET (user_catalog_table = true)",
  "ALTER TABLE public.posts REPLICA IDENTITY FULL",
  "ALTER TABLE public.posts ENABLE ROW LEVEL SECURITY",
  "ALTER TABLE public.posts OWNER TO pg_monitor",
  "ALTER TABLE public.posts CLUSTER ON posts_title",
  "ALTER TABLE public.posts SET UNLOGGED",
  "ALTER TABLE public.posts DISABLE TRIGGER touched",
  "ALTER TABLE public.posts DISABLE RULE quiet",
  "ALTER TABLE public.logs ATTACH PARTITION public.logs_2 FOR VALUES FROM (10) TO (20)",
  "ALTER TABLE public.logs DETACH PARTITION public.logs_1",
  "ALTER TABLE public.children INHERIT public.parents",
  "ALTER TABLE public.logs ADD COLUMN what text",
  "ALTER TABLE public.logs DROP COLUMN at",
  "ALTER TABLE public.logs ALTER COLUMN at SET DEFAULT now()",
  "ALTER TABLE public.logs ALTER COLUMN at SET NOT NULL",
  "ALTER TABLE public.logs ALTER COLUMN at SET STATISTICS 10",
  "ALTER TABLE public.logs ADD CONSTRAINT early CHECK (id > 0)",
  "ALTER TABLE public.logs ADD CONSTRAINT whose FOREIGN KEY (id) REFERENCES public.users(id)",
  "ALTER TABLE public.logs RENAME COLUMN at TO moment",
  "ALTER TABLE public.logs OWNER TO pg_monitor",
  "ALTER TABLE public.logs ENABLE ROW LEVEL SECURITY",
  "ALTER DOMAIN public.positive ADD CONSTRAINT above CHECK (VALUE > 0) NOT VALID",
  "CREATE INDEX posts_user ON public.posts (user_id)",
  "CREATE INDEX logs_id ON ONLY public.logs (id)",
  "CREATE TRIGGER another AFTER INSERT ON public.posts FOR EACH ROW EXECUTE FUNCTION public.touch()",
  "CREATE POLICY yours ON public.posts USING (id > 1)",
  "ALTER POLICY mine ON public.posts USING (id > 1)",
  "CREATE RULE loud AS ON UPDATE TO public.posts DO ALSO NOTHING",
  "CREATE STATISTICS public.other ON id, born FROM public.users",
  "CREATE OR REPLACE VIEW public.names AS SELECT id, email, age FROM public.users",
  "CREATE VIEW public.titles AS SELECT title FROM public.posts",
  "CREATE TABLE public.fresh (id integer)",
  "CREATE PUBLICATION more FOR TABLE public.posts",
  "ALTER PUBLICATION feed ADD TABLE public.posts",
  "ALTER VIEW public.names SET (security_barrier = true)",
  "ALTER SEQUENCE public.numbers INCREMENT 2",
  "ALTER SEQUENCE public.numbers OWNED BY public.users.age",
  "ALTER DOMAIN public.positive ADD CONSTRAINT above CHECK (VALUE > 0)",
  "ALTER DOMAIN public.positive SET DEFAULT 3",
  "COMMENT ON TABLE public.users IS 'who may log in'",
  "COMMENT ON COLUMN public.users.email IS 'as given'",
  "COMMENT ON CONSTRAINT later ON public.posts IS 'not yet'",
  "COMMENT ON INDEX public.posts_title IS 'for the list'",
  "COMMENT ON TRIGGER touched ON public.posts IS 'why'",
  "COMMENT ON VIEW public.names IS 'short'",
  "GRANT SELECT ON TABLE public.users TO pg_monitor",
  "DROP INDEX public.posts_title",
  "DROP TABLE public.posts",
  "DROP TABLE public.logs_1",
  "DROP VIEW public.names",
  "DROP MATERIALIZED VIEW public.counts",
  "DROP SEQUENCE public.numbers",
  "DROP TRIGGER touched ON public.posts",
  "DROP POLICY mine ON public.posts",
  "DROP RULE quiet ON public.posts",
  "DROP STATISTICS public.both",
  "DROP PUBLICATION feed",
];

interface Taken {
  readonly lock: Lock;
  readonly locks: readonly string[];
}

/** The strongest lock on what was there before, an index by its table; what only readers take is none. */
async function takenBy(client: Client, pid: unknown): Promise<Taken> {
  const { rows } = await client.query(
    `SELECT b.home, l.mode FROM pg_locks l JOIN watch.before b ON b.oid = l.relation
     WHERE l.locktype = 'relation' AND l.granted AND l.pid = $1`,
    [pid],
  );
  const modes = rows.map(({ home, mode }): [string, Lock] => [home, locksByMode[mode] ?? "none"]);
  const most = Math.max(0, ...modes.map(([, lock]) => lockModes.indexOf(lock)));
  if (most < lockModes.indexOf("SHARE UPDATE EXCLUSIVE")) return { lock: "none", locks: [] };
  const homes = modes.filter(([, lock]) => lockModes.indexOf(lock) === most).map(([home]) => home);
  return { lock: lockModes[most] ?? "none", locks: [...new Set(homes)].sort() };
}

const locksByMode: Readonly<Record<string, Lock>> = Object.fromEntries(
  lockModes.map((lock) => [
    `${lock
      .split(" ")
      .map((word) => word[0] + word.slice(1).toLowerCase())
      .join("")}Lock`,
    lock,
  ]),
);

async function prepare(client: Client): Promise<void> {
  await client.query(setup);
  await client.query(`CREATE SCHEMA watch; CREATE TABLE watch.before AS
    SELECT c.oid, 'public.' || coalesce(t.relname, c.relname) AS home FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace`);
}

/** What a plan tells of each that PostgreSQL does not do so. */
async function mistold(client: Client, all: readonly string[]): Promise<string[]> {
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  const catalog = await introspect(client);
  const wrong: string[] = [];
  for (const sql of all) {
    await client.query("BEGIN");
    try {
      await client.query(sql);
      const taken = await takenBy(client, rows[0]?.pid);
      const { lock, locks } = effectOf(sql, [catalog]);
      const told = { lock, locks: [...locks].sort() };
      if (!isDeepStrictEqual(told, taken)) wrong.push(`${sql}: told ${text(told)}, took ${text(taken)}`);
    } catch (error) {
      wrong.push(`${sql}: ${String(error)}`);
    } finally {
      await client.query("ROLLBACK");
    }
  }
  return wrong;
}

const text = ({ lock, locks }: Taken) => [lock, ...locks].join(" ");

test.runIf(hasTurn("locks"))("PGlite takes the locks that are told", async () => {
  const { client, close } = await connectEmbedded([]);
  try {
    await prepare(client);
    expect(await mistold(client, sample(statements, 20))).toEqual([]);
  } finally {
    await close();
  }
});

// They are refused in a transaction. What each waits for is a transaction that has written into its table.
const alone = [
  ["CREATE INDEX CONCURRENTLY posts_user ON public.posts (user_id)", "public.posts"],
  ["DROP INDEX CONCURRENTLY public.posts_title", "public.posts"],
  ["REINDEX INDEX CONCURRENTLY public.users_email", "public.users"],
] as const;

/** What it holds while it waits for another who writes. */
async function takenWhileWaiting(url: string, sql: string, table: string): Promise<Taken> {
  const { client, close } = await connectPostgres(url);
  const writer = await connectPostgres(url);
  const observer = await connectPostgres(url);
  try {
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    const pid = rows[0]?.pid;
    await writer.client.query(`BEGIN; LOCK TABLE ${table} IN ROW EXCLUSIVE MODE; SELECT pg_current_xact_id()`);
    const done = client.query(sql);
    for (let waits = false; !waits; ) {
      const { rows: waiting } = await observer.client.query(
        "SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'",
        [pid],
      );
      waits = waiting.length > 0;
    }
    const taken = await takenBy(observer.client, pid);
    await writer.client.query("COMMIT");
    await done;
    return taken;
  } finally {
    for (const each of [close, writer.close, observer.close]) await each();
  }
}

for (const major of [15, 18] as const)
  describeWithServer(major, (server) => {
    test.runIf(isNightly)("takes the locks that are told, also in what forbids a transaction", async () => {
      const url = await server().createDatabase();
      const { client, close } = await connectPostgres(url);
      try {
        await prepare(client);
        expect(await mistold(client, statements)).toEqual([]);
        const catalog = await introspect(client);
        for (const [sql, table] of alone) {
          const { lock, locks } = effectOf(sql, [catalog]);
          const taken = await takenWhileWaiting(url, sql, table);
          expect({ sql, lock, locks }).toEqual({ sql, ...taken });
        }
      } finally {
        await close();
      }
    });
  });
