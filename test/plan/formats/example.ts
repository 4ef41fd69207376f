// A plan written by hand, and the schemas on both of its sides: what must stand alone between what needs a transaction, names and
// bodies that every tool could take for its own lines, and a statement that is only a comment.

import { objectId } from "../../../src/catalog/object-id.ts";
import type { Plan, PlannedStatement } from "../../../src/plan/plan.ts";

export const before = `CREATE TYPE public.state AS ENUM ('open', 'paid');
CREATE TABLE public.users (id integer PRIMARY KEY, email text);
CREATE TABLE public.orders (id integer PRIMARY KEY, user_id integer NOT NULL, state public.state NOT NULL, note text);
`;

const body = `
BEGIN
-- +goose Down
-- migrate:down
--> statement-breakpoint
-- 100 % of :name, %s, %(x)s, \${placeholder}, \\:colon, #{ruby}
SQL
''' """ \\' \\\\ \\n
  /* a comment that does not end
END`;

const quotedBody = `$body$${body}$body$`;

/** A name that holds what each tool reads as its own. */
const hostile = `"x: \${p}\n-- migrate:down\n-- +goose Down\n--> statement-breakpoint"`;

const column = `column:public.users.${hostile}`;

function planned(sql: string, drift: string, more: Partial<PlannedStatement> = {}): PlannedStatement {
  const locks = ["public.orders"];
  return {
    sql,
    drift: [drift],
    lock: "ACCESS EXCLUSIVE",
    locks,
    rewrites: false,
    scans: false,
    transaction: "either",
    ...more,
  };
}

const key = "constraint:public.orders.orders_user_id_fkey";
const index = `index:public.orders.${hostile}`;
const label = "type:public.state labels";
const routine = "function:public.hostile()";
const commentOn = "function:public.hostile() comment";

const makeRoutine = `CREATE FUNCTION public.hostile() RETURNS void LANGUAGE plpgsql SET check_function_bodies TO 'off' AS ${quotedBody}`;

const statements: readonly PlannedStatement[] = [
  planned(
    "ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) NOT VALID",
    key,
  ),
  planned(`ALTER TABLE public.users DROP COLUMN ${hostile}`, column, {
    commented: true,
    loses: {
      what: `the values of ${hostile}`,
      query: `SELECT count(*) FROM public.users WHERE ${hostile} IS NOT NULL`,
    },
  }),
  planned(`CREATE INDEX CONCURRENTLY ${hostile} ON public.orders USING btree (user_id)`, index, {
    transaction: "forbidden",
    lock: "SHARE UPDATE EXCLUSIVE",
  }),
  planned("ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id_fkey", key, { scans: true }),
  planned(makeRoutine, routine, { lock: "none", locks: [] }),
  planned(`COMMENT ON FUNCTION public.hostile() IS 'a\r\nb\\:c :d %'`, commentOn, {
    lock: "none",
    locks: [],
    unproven: `PGlite lacks ${hostile}`,
  }),
];

const reverse: readonly PlannedStatement[] = [
  planned("DROP FUNCTION public.hostile()", routine, { lock: "none", locks: [] }),
  planned(`DROP INDEX CONCURRENTLY public.${hostile}`, index, { transaction: "forbidden" }),
  planned("ALTER TABLE public.orders DROP CONSTRAINT orders_user_id_fkey", key),
];

/** An enum's label, which can't be used in the transaction that adds it, and can't be taken back. */
export const withLabel: readonly PlannedStatement[] = [
  planned("ALTER TYPE public.state ADD VALUE 'done'", label, { transaction: "forbidden", lock: "none", locks: [] }),
  planned(
    "ALTER TABLE public.orders ALTER COLUMN state SET DEFAULT 'done'::public.state",
    "column:public.orders.state default",
  ),
];

export function planOf(up: readonly PlannedStatement[], down: readonly PlannedStatement[] = []): Plan {
  const run = up.filter(({ commented }) => !commented);
  const gone = [...new Set(run.flatMap(({ drift }) => drift))];
  return {
    version: 1,
    outcome: "unproven",
    declared: { locator: "declared.sql", server: "18.0" },
    live: {
      locator: "postgres://localhost/app",
      server: "15.20",
      fingerprint: `sha256:${"0123456789abcdef".repeat(4)}`,
    },
    statements: up,
    reverse: down,
    refused: [
      {
        id: objectId("column", ["public", "users", "a\nmigrate:down"]),
        reason: `${hostile} is hostile`,
        skeleton: `ALTER TABLE public.users\n  ADD COLUMN ${hostile} text\nmigrate:down\r+goose Down`,
      },
    ],
    renames: [],
    proof: { ran: run.length, of: run.length, gone, left: [], added: [], changedNoise: [] },
  };
}

export const example = planOf(statements, reverse);

/** What is declared: the schema before, and all that is run. */
export function after(up: readonly PlannedStatement[] = statements): string {
  const sql = up.flatMap(({ sql: text, commented }) => (commented ? [] : [`${text};`]));
  return ["SET check_function_bodies = off;", before, ...sql].join("\n").replaceAll(" CONCURRENTLY", "");
}
