// Attacks on the rules about moments: what is stored beside a column may depend on the session's time zone.

import { type Attacks, between, plpgsql, trigger } from "./attack.ts";

const moment = between("timestamp", "timestamptz");
const precise = between("timestamp(6)", "timestamp");

export const moments: Attacks = {
  "timestamptz-for-datetime": [
    moment(
      "a view renames it in a list of aliases",
      "CREATE TABLE t (at §, b int); CREATE VIEW v AS SELECT s.x::date AS d FROM t AS s(x, y);",
    ),
    moment(
      "a subquery's list of aliases renames it",
      "CREATE TABLE t (at §); CREATE VIEW v AS SELECT s.x::date AS d FROM (SELECT at FROM t) AS s(x);",
    ),
    moment(
      "a WITH query's list of aliases renames it",
      "CREATE TABLE t (at §); CREATE VIEW v AS WITH s(x) AS (SELECT at FROM t) SELECT x::date AS d FROM s;",
    ),
    moment(
      "a join's list of aliases renames it",
      "CREATE TABLE t (at §, i int); CREATE TABLE u (i int); CREATE VIEW v AS SELECT j.x::date AS d FROM (t JOIN u USING (i)) AS j(i, x);",
    ),
    moment(
      "a view joins it with a naive column",
      "CREATE TABLE t (at §); CREATE TABLE u (at timestamp, b int); CREATE VIEW v AS SELECT b FROM t JOIN u USING (at);",
    ),
    moment(
      "a union makes a naive column aware",
      "CREATE TABLE t (at §); CREATE TABLE u (day timestamp); CREATE VIEW v AS SELECT at FROM t UNION SELECT day FROM u;",
    ),
    moment(
      "a union makes a constant aware",
      "CREATE TABLE t (at §); CREATE VIEW v AS SELECT at FROM t UNION ALL SELECT '2020-01-01'::timestamp;",
    ),
    moment(
      "a window frame of a day",
      "CREATE TABLE t (at §, n int); CREATE VIEW v AS SELECT sum(n) OVER (ORDER BY at RANGE BETWEEN '1 day'::interval PRECEDING AND CURRENT ROW) AS s FROM t;",
    ),
    moment(
      "a foreign key to a naive column",
      "CREATE TABLE u (at timestamp PRIMARY KEY); CREATE TABLE t (at § REFERENCES u);",
    ),
    moment(
      "a foreign key from a naive column",
      "CREATE TABLE t (at § PRIMARY KEY); CREATE TABLE u (at timestamp REFERENCES t);",
    ),
    moment(
      "a check of a child takes its day",
      "CREATE TABLE t (at §); CREATE TABLE c (CHECK (at::date > '2020-01-01')) INHERITS (t);",
      "column:public.c.at type",
    ),
    moment(
      "a trigger on a partition takes its hour",
      `CREATE TABLE t (at §, a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t DEFAULT;
      ${plpgsql("g() RETURNS trigger", "BEGIN RETURN NULL; END")} CREATE TRIGGER g BEFORE INSERT ON p FOR EACH ROW WHEN (extract(hour FROM NEW.at) = 0) EXECUTE FUNCTION g();`,
      "column:public.p.at type",
    ),
    moment(
      "a partition is partitioned by it",
      "CREATE TABLE t (at §, a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t DEFAULT PARTITION BY RANGE (at);",
      "column:public.p.at type",
    ),
    moment(
      "a function counts by day",
      `CREATE TABLE t (at §); ${plpgsql("f() RETURNS bigint", "BEGIN RETURN (SELECT count(*) FROM public.t WHERE at::date = '2020-01-01'); END")}`,
    ),
    moment(
      "a function in SQL compares it with a day",
      "CREATE TABLE t (at §); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM public.t WHERE at >= date '2020-01-01' $$;",
    ),
    moment(
      "a function's SQL-standard body takes its day",
      "CREATE TABLE t (at §); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t WHERE at::date = '2020-01-01'; END;",
    ),
    moment("a trigger stores its day elsewhere", `CREATE TABLE t (at §, day date); ${trigger("NEW.day := NEW.at;")}`),
    moment("a trigger moves it", `CREATE TABLE t (at §); ${trigger("NEW.at := date_trunc('hour', NEW.at);")}`),
    moment("a trigger gives it local time", `CREATE TABLE t (at §); ${trigger("NEW.at := localtimestamp;")}`),
    moment(
      "a trigger writes its row as JSON",
      `CREATE TABLE t (at §); CREATE TABLE log (row jsonb); ${trigger("INSERT INTO public.log VALUES (to_jsonb(NEW));")}`,
    ),
    moment(
      "a function that is run as text takes its day",
      `CREATE TABLE t (at §); ${plpgsql("f() RETURNS void", "BEGIN EXECUTE 'DELETE FROM public.t WHERE at::date < ''2020-01-01'''; END")}`,
    ),
    moment(
      "a function returns rows of a type that says timestamp",
      `CREATE TABLE t (at §); ${plpgsql("f() RETURNS TABLE (moment timestamp)", "BEGIN RETURN QUERY SELECT x.at FROM public.t x; END")}`,
    ),
    moment(
      "a function of the row takes its day",
      `CREATE TABLE t (at §); ${plpgsql("f(r t) RETURNS date", "BEGIN RETURN r.at::date; END")}`,
    ),
    moment(
      "a foreign table reads another server's column",
      "CREATE EXTENSION IF NOT EXISTS file_fdw; CREATE SERVER IF NOT EXISTS remote FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE t (at §) SERVER remote OPTIONS (filename '/dev/null');",
    ),
    between("timestamp DEFAULT now()", "timestamptz DEFAULT now()::timestamp")(
      "its default goes through local time",
      "CREATE TABLE t (at §);",
      "column:public.t.at default",
    ),
  ],
  "full-precision": [
    { why: "digits are cut", declared: "CREATE TABLE t (at timestamp(6));", live: "CREATE TABLE t (at timestamp(5));" },
    {
      why: "interval has fields besides",
      declared: "CREATE TABLE t (at interval);",
      live: "CREATE TABLE t (at interval day to second);",
    },
    {
      why: "an array's digits are cut",
      declared: "CREATE TABLE t (at time[]);",
      live: "CREATE TABLE t (at time(0)[]);",
    },
    precise(
      "a function's rows have its modifier",
      `CREATE TABLE t (at §); CREATE TABLE u (at timestamp(6)); ${plpgsql("f() RETURNS SETOF u", "BEGIN RETURN QUERY SELECT * FROM public.t; END")}`,
    ),
  ],
};
