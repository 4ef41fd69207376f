-- As versions.sql, for what PostgreSQL 17 brought.

CREATE ROLE versions_maintainer NOLOGIN;
CREATE TABLE t (id integer PRIMARY KEY, a integer, j jsonb, at timestamptz);
CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz, d int4range, EXCLUDE USING gist (d WITH =)) PARTITION BY RANGE (d);
CREATE VIEW json_functions AS SELECT JSON_EXISTS(j, '$.a') AS e, JSON_VALUE(j, '$.b' RETURNING integer DEFAULT 0 ON EMPTY ERROR ON ERROR) AS v, JSON_QUERY(j, '$.c' PASSING a AS x WITH WRAPPER KEEP QUOTES NULL ON EMPTY) AS q, JSON_SCALAR(a) AS s, JSON_SERIALIZE(j RETURNING text) AS z, JSON('{}' WITH UNIQUE KEYS) AS c FROM t;
CREATE VIEW json_table_ AS SELECT t.id, x.* FROM t, JSON_TABLE(t.j, '$[*]' AS root PASSING t.a AS p COLUMNS (n FOR ORDINALITY, a integer PATH '$.a' DEFAULT 1 ON EMPTY, b text FORMAT JSON PATH '$.b', e boolean EXISTS PATH '$.e', NESTED PATH '$.c[*]' AS inside COLUMNS (d varchar(5) PATH '$'))) AS x;
CREATE VIEW local_time AS SELECT at AT LOCAL AS l, JSON_VALUE(j, 'strict $.x' ERROR ON EMPTY) AS x FROM t;
ALTER TABLE t ADD CONSTRAINT has_key CHECK (JSON_EXISTS(j, '$.key' FALSE ON ERROR));
CREATE FUNCTION merges() RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC
  MERGE INTO t USING (VALUES (1, 2)) AS s (x, y) ON t.id = s.x
  WHEN MATCHED THEN UPDATE SET a = s.y WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED BY TARGET THEN INSERT (id) VALUES (s.x)
  RETURNING merge_action();
END;
CREATE COLLATION built_in (provider = builtin, locale = 'C.UTF-8');
GRANT SELECT, MAINTAIN ON t TO versions_maintainer;
GRANT ALL ON json_functions TO versions_maintainer;
