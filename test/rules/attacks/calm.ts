// What stays noise beside stored code that names the very objects: it does with them only what either side allows.

import { type Attack, between, plpgsql, trigger } from "./attack.ts";

const moment = between("timestamp", "timestamptz");
const int = between("integer", "bigint");
const text = between("varchar", "text");
const order = between("a int, b int", "b int, a int");
const checked = "CREATE TABLE t (m varchar(9), CHECK (m IN ('a', 'b')));";
const enumerated = "CREATE TYPE t_m AS ENUM ('a', 'b'); CREATE TABLE t (m t_m);";
const code = (body: string) => plpgsql("f() RETURNS void", `BEGIN ${body} END`);
const asEnum = (why: string, sql: string): Attack => ({
  why,
  declared: `${checked} ${sql}`,
  live: `${enumerated} ${sql}`,
});

export const calm: readonly Attack[] = [
  moment(
    "a purge by age",
    `CREATE TABLE t (at §); ${code("DELETE FROM public.t WHERE at < now() - interval '30 days';")}`,
  ),
  moment(
    "the present is written",
    `CREATE TABLE t (id int, at §); ${code("UPDATE public.t SET at = now() WHERE id = 1; INSERT INTO public.t (id, at) VALUES (1, CURRENT_TIMESTAMP), (2, NULL);")}`,
  ),
  moment(
    "another column is read",
    `CREATE TABLE t (id int, at §); ${plpgsql("f() RETURNS SETOF int", "BEGIN RETURN QUERY SELECT t.id FROM public.t ORDER BY id; END")}`,
  ),
  moment(
    "a trigger stamps one of two",
    `CREATE TABLE t (a int, at §); ${trigger("IF NEW.a > 0 THEN NEW.at := now(); END IF;")}`,
  ),
  moment(
    "a trigger compares it",
    `CREATE TABLE t (a int, at §); ${trigger("IF NEW.at IS DISTINCT FROM OLD.at THEN NEW.a := 1; END IF;")}`,
  ),
  moment("a foreign key to its like", "CREATE TABLE u (at § PRIMARY KEY); CREATE TABLE t (at § REFERENCES u);"),
  moment(
    "a union of its like",
    "CREATE TABLE t (at §); CREATE TABLE u (day §); CREATE VIEW v AS SELECT at FROM t UNION ALL SELECT day FROM u",
  ),
  int(
    "it is looked for",
    `CREATE TABLE t (id §, n int); ${plpgsql("f(p integer) RETURNS integer", "DECLARE v integer; BEGIN SELECT n INTO v FROM public.t WHERE id = p; RETURN v; END")}`,
  ),
  int(
    "it is kept in a variable",
    `CREATE TABLE t (id §, n text); ${plpgsql("f(p text) RETURNS integer", "DECLARE v integer; BEGIN SELECT id INTO v FROM public.t WHERE n = p; RETURN v; END")}`,
  ),
  int(
    "a new row's is kept",
    `CREATE TABLE t (id §, n text); ${plpgsql("f(p text) RETURNS integer", "DECLARE v integer; BEGIN INSERT INTO public.t (n) VALUES (p) RETURNING id INTO v; RETURN v; END")}`,
  ),
  int(
    "a row is kept",
    `CREATE TABLE t (id §, n text); ${plpgsql("f(p integer) RETURNS text", "DECLARE r record; BEGIN SELECT * INTO r FROM public.t WHERE id = p; RETURN r.n; END")}`,
  ),
  int(
    "it is logged",
    `CREATE TABLE t (id §); CREATE TABLE log (id bigint, row jsonb); ${trigger("INSERT INTO public.log (id, row) VALUES (NEW.id, to_jsonb(NEW));")}`,
  ),
  int(
    "it is tested for being there",
    `CREATE TABLE t (id §, n int); ${code("IF NOT EXISTS (SELECT * FROM public.t WHERE id IN (1, 2)) THEN RAISE 'none'; END IF;")}`,
  ),
  int(
    "another table's is called with",
    `CREATE TABLE t (id §); CREATE TABLE u (id int, t_id int); ${plpgsql("log(i integer) RETURNS void", "BEGIN END")} ${code("PERFORM public.log(u.id) FROM public.u JOIN public.t ON t.id = u.t_id;")}`,
  ),
  int(
    "a function in SQL returns it",
    `CREATE TABLE t (id §); CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT max(id) FROM public.t WHERE id > 0';`,
  ),
  int(
    "a check calls what is the same of both",
    "CREATE TABLE t (n §, CHECK (abs(n) > 3)); CREATE INDEX i ON t (abs(n));",
  ),
  text(
    "it is searched",
    `CREATE TABLE t (s §, n int); ${plpgsql("f(p text) RETURNS integer", "DECLARE v integer; BEGIN SELECT n INTO v FROM public.t WHERE s = p; RETURN v; END")}`,
  ),
  text(
    "it is written",
    `CREATE TABLE t (s §); ${plpgsql("f(p text) RETURNS void", "BEGIN INSERT INTO public.t VALUES (p); UPDATE public.t SET s = lower(p); END")}`,
  ),
  asEnum("its labels are asked for", code("DELETE FROM public.t WHERE m = 'a' OR m IN ('b') OR m IS NULL;")),
  asEnum("a label is written", code("UPDATE public.t SET m = 'a'; INSERT INTO public.t (m) VALUES ('b'), (DEFAULT);")),
  asEnum(
    "it is kept as text",
    plpgsql("f() RETURNS text", "DECLARE v text; BEGIN SELECT m INTO v FROM public.t; RETURN v; END"),
  ),
  order("stored code names its columns", `CREATE TABLE t (§); ${code("INSERT INTO public.t (a, b) VALUES (1, 2);")}`),
  order(
    "a row is kept by its names",
    `CREATE TABLE t (§); ${plpgsql("f() RETURNS int", "DECLARE r record; BEGIN SELECT * INTO r FROM public.t; RETURN r.a; END")}`,
  ),
  order(
    "a row is logged as JSON",
    `CREATE TABLE t (§); CREATE TABLE log (row jsonb); ${trigger("INSERT INTO public.log (row) VALUES (to_jsonb(OLD));")}`,
  ),
  order(
    "rows are counted, and whole rows compared",
    `CREATE TABLE t (§); CREATE VIEW v AS SELECT count(*) AS n FROM t; ${plpgsql("g() RETURNS trigger", "BEGIN RETURN NEW; END")} CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION g();`,
  ),
  order(
    "a function returns its rows as they are",
    `CREATE TABLE t (§); CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM public.t $$;`,
  ),
  {
    why: "foreign keys that MySQL numbered otherwise",
    declared:
      "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int CONSTRAINT t_ibfk_1 REFERENCES p, b int CONSTRAINT t_ibfk_2 REFERENCES p);",
    live: "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int CONSTRAINT t_ibfk_2 REFERENCES p, b int CONSTRAINT t_ibfk_1 REFERENCES p);",
  },
  {
    why: "a unique index of short columns that its key implies",
    declared: "CREATE TABLE t (a int PRIMARY KEY, b varchar(255));",
    live: "CREATE TABLE t (a int PRIMARY KEY, b varchar(255)); CREATE UNIQUE INDEX idx_1_k ON t (a, b);",
  },
  {
    why: "RESTRICT beside a function that updates other columns",
    declared: `CREATE TABLE p (id int PRIMARY KEY, n int); CREATE TABLE t (a int REFERENCES p); ${code("UPDATE public.p SET n = n + 1 WHERE id = 1;")}`,
    live: `CREATE TABLE p (id int PRIMARY KEY, n int); CREATE TABLE t (a int REFERENCES p ON DELETE RESTRICT ON UPDATE RESTRICT); ${code("UPDATE public.p SET n = n + 1 WHERE id = 1;")}`,
  },
  {
    why: "a note for people",
    declared: "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'Ask bob@example.org';",
    live: "CREATE TABLE t (a int);",
  },
];
