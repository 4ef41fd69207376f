// A plan is run on a server where others read and write the tables that it is about: none of them may wait longer than its
// lock_timeout. By night, as it takes a table that is large enough to be noticed.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "pg";
import { expect, test } from "vitest";
import { plan, planSql } from "../../src/index.ts";
import { useFolder } from "../support/cli.ts";
import { isNightly } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const files = useFolder();
const rows = Number(process.env.DRIFTCHECK_LOAD_ROWS ?? 400_000);

const users = "CREATE TABLE public.users (id bigint PRIMARY KEY)";
const orders = (more: string) =>
  `${users};\nCREATE TABLE public.orders (id bigserial PRIMARY KEY, user_id bigint, total numeric, note text${more});\n`;
const live = orders("");
const declared = `${orders(
  ", CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES public.users (id), CONSTRAINT orders_total CHECK (total >= 0)",
).replace("note text", "note text NOT NULL")}CREATE INDEX orders_by_user ON public.orders (user_id, total);\n`;

interface Stall {
  longest: number;
  done: number;
}

/** Until it is told to stop, one statement after the other. */
async function work(url: string, sql: string, until: AbortSignal): Promise<Stall> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const stall = { longest: 0, done: 0 };
  while (!until.aborted) {
    const start = performance.now();
    await client.query(sql);
    stall.longest = Math.max(stall.longest, performance.now() - start);
    stall.done += 1;
  }
  await client.end();
  return stall;
}

const loop = [
  "INSERT INTO public.orders (user_id, total, note) VALUES (1 + (random() * 900)::int, random() * 100, 'x')",
  "SELECT count(*) FROM public.orders WHERE id > (SELECT max(id) - 100 FROM public.orders)",
  "UPDATE public.orders SET total = total + 1 WHERE id = 1 + (random() * 1000)::int",
  "SELECT count(*) FROM public.users",
];

async function beside(url: string, task: () => Promise<unknown>): Promise<number[]> {
  const stop = new AbortController();
  const workers = loop.map((sql) => work(url, sql, stop.signal));
  await task();
  stop.abort();
  return (await Promise.all(workers)).map(({ longest }) => Math.round(longest));
}

const psql = async (url: string, file: string) =>
  promisify(execFile)("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file, url]);

describeWithServer(15, (server) => {
  test.runIf(isNightly)("a missing index, a NOT NULL, a foreign key and a check", async () => {
    const url = await server().createDatabase();
    await query(url, `${live}INSERT INTO public.users SELECT generate_series(1, 1000)`);
    await query(
      url,
      `INSERT INTO public.orders (user_id, total, note) SELECT 1 + i % 1000, i % 100, 'n' FROM generate_series(1, ${rows}) i`,
    );
    const made = await plan({ declared: await files().write("declared.sql", declared), live: url });
    expect(made.outcome).toBe("proven");
    const file = await files().write("plan.sql", planSql(made));
    const alone = await beside(url, () => query(url, "SELECT pg_sleep(3)"));
    let took = 0;
    const during = await beside(url, async () => {
      const start = performance.now();
      await psql(url, file);
      took = Math.round(performance.now() - start);
    });
    const plain = [
      "CREATE INDEX plain_index ON public.orders (user_id, total, note)",
      "ALTER TABLE public.orders ADD CONSTRAINT plain_check CHECK (total >= 0)",
      "ALTER TABLE public.orders ADD CONSTRAINT plain_key FOREIGN KEY (user_id) REFERENCES public.users (id)",
    ];
    const naive = await beside(url, () => query(url, plain.join(";")));
    process.stderr.write(
      `\n${made.statements.length} statements on ${rows} rows in ${took} ms. Longest stall of insert, read, update, other read: ${during.join(", ")} ms; without the plan ${alone.join(", ")} ms; the same index, check and key written plainly ${naive.join(", ")} ms\n`,
    );
    expect(during).toHaveLength(loop.length);
  });
});
