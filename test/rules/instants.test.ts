// A timestamp that lives as a timestamptz: noise where whatever reads it takes it for an instant, and only there.

import { expect, it } from "vitest";
import { diff } from "../../src/compare/diff/diff.ts";
import { applyRules } from "../../src/judge/rules/apply.ts";
import { loadShipped } from "../../src/judge/rules/load.ts";
import { kindNamed } from "../../src/kinds/registry.ts";
import { useEmbedded } from "../support/pglite.ts";

const rules = (await loadShipped()).filter(({ id }) => id === "timestamptz-for-datetime");
const read = useEmbedded();

/** Does the drift of the type of t.at stay? Both sides have the same code. */
async function isReported(code: string): Promise<boolean> {
  const schema = (type: string) => `CREATE TABLE t (id int, at ${type}, z ${type}, day date, tz timestamptz); ${code}`;
  const [declared, live] = [await read(schema("timestamp")), await read(schema("timestamptz"))];
  const comparison = diff(declared, live, (object, usedBy) => kindNamed(object.kind)?.shape?.(object, usedBy));
  const { drift } = await applyRules(comparison, rules, "2026-01-01");
  return drift.some(({ id, attribute }) => id === "column:public.t.at" && attribute === "type");
}

const trigger = (when: string) =>
  `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
   CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION f();`;

it.each([
  ["nothing reads it", "ALTER TABLE t ALTER at SET DEFAULT now();"],
  ["its default is NULL", "ALTER TABLE t ALTER at SET DEFAULT NULL::timestamp;"],
  ["it is a key", "CREATE INDEX i ON t (at DESC, id); ALTER TABLE t ADD UNIQUE (at), ADD EXCLUDE (at WITH =);"],
  ["a check compares it with its like", "ALTER TABLE t ADD CHECK (at <= z AND at <> tz OR at IS NULL);"],
  ["a check is of another column", "ALTER TABLE t ADD CHECK (day > '2020-01-01');"],
  ["a trigger tests whether it changed", trigger("OLD.at IS DISTINCT FROM NEW.at")],
  ["a trigger tests whether the row changed", trigger("OLD.* IS DISTINCT FROM NEW.*")],
  ["a view hands it on", "CREATE VIEW v AS SELECT DISTINCT at AS b FROM t WHERE at > now() ORDER BY at;"],
  [
    "a view finds the latest",
    "CREATE VIEW v AS SELECT id, max(at) AS b, count(z) FROM t GROUP BY id HAVING max(at) < now();",
  ],
  ["a view is of another table's", "CREATE TABLE u (at date); CREATE VIEW v AS SELECT at + 1 AS b FROM u;"],
])("is noise where %s", async (_, code) => {
  expect(await isReported(code)).toBe(false);
});

it.each([
  ["its default is the session's time", "ALTER TABLE t ALTER at SET DEFAULT LOCALTIMESTAMP;"],
  ["its default is a day", "ALTER TABLE t ALTER at SET DEFAULT CURRENT_DATE;"],
  ["a check compares it with a day", "ALTER TABLE t ADD CHECK (at < day);"],
  ["a check casts it", "ALTER TABLE t ADD CHECK (at::text <> '');"],
  ["a check moves it", "ALTER TABLE t ADD CHECK (z < at + interval '1 day');"],
  ["a check reads the row", "ALTER TABLE t ADD CHECK (to_jsonb(t) IS NOT NULL);"],
  ["a trigger takes its hour", trigger("extract(hour FROM NEW.at) = 0")],
  [
    "a rule writes it elsewhere",
    "CREATE TABLE u (b timestamp); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO u VALUES (NEW.at);",
  ],
  [
    "a policy of another table asks for it",
    "CREATE TABLE u (a int); CREATE POLICY p ON u USING (EXISTS (SELECT FROM t WHERE at::date = '2020-01-01'));",
  ],
  ["a view groups by its day", "CREATE VIEW v AS SELECT date_trunc('day', at) AS d, count(*) FROM t GROUP BY 1;"],
  [
    "a view of a view takes its day",
    "CREATE VIEW v AS SELECT at AS b FROM t; CREATE VIEW w AS SELECT b::date AS d FROM v;",
  ],
  ["a query within a view renames it", "CREATE VIEW v AS SELECT b::date AS d FROM (SELECT at AS b FROM t) AS s;"],
  ["a materialized view takes its zone", "CREATE MATERIALIZED VIEW v AS SELECT at AT TIME ZONE 'utc' AS b FROM t;"],
])("stays where %s", async (_, code) => {
  expect(await isReported(code)).toBe(true);
});
