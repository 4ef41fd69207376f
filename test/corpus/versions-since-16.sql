-- As versions.sql, for what PostgreSQL 16 brought.

CREATE TABLE t (a integer, j text, k jsonb, s text STORAGE EXTERNAL, CHECK (j IS JSON), CHECK (j IS NOT JSON ARRAY WITH UNIQUE KEYS), CHECK (a < 1_000 AND a <> 0x1F));
CREATE TABLE u (a integer, b varchar(3), n numeric);
CREATE VIEW objects AS SELECT JSON_OBJECT('a' : a, 'b' : j ABSENT ON NULL RETURNING jsonb) AS o, JSON_ARRAY(a, 2 NULL ON NULL) AS l, JSON_ARRAY(SELECT b FROM u ORDER BY b) AS q FROM t;
CREATE VIEW aggregates AS SELECT any_value(b) AS v, JSON_ARRAYAGG(b ORDER BY n ABSENT ON NULL) AS l, JSON_OBJECTAGG(b : n WITH UNIQUE KEYS) AS o FROM u GROUP BY a;
CREATE VIEW without_alias AS SELECT a, b FROM (SELECT a, b FROM u WHERE a > 1);
CREATE VIEW system_user_ AS SELECT SYSTEM_USER AS s, a FROM t WHERE k IS JSON OBJECT;
CREATE INDEX ix_json ON t (a) WHERE j IS JSON SCALAR;
