-- What people write by hand: transactions, DO, IF NOT EXISTS, psql's commands and rows.
\set area north
BEGIN;

CREATE TABLE IF NOT EXISTS stations (
  id serial PRIMARY KEY,
  name varchar(80) NOT NULL UNIQUE,
  area text DEFAULT :'area',
  tags text[] DEFAULT '{}' /* none; yet */
);

CREATE TABLE IF NOT EXISTS readings (
  station_id int NOT NULL REFERENCES stations (id),
  at timestamptz NOT NULL DEFAULT now(),
  celsius double precision CHECK (celsius > -273.15),
  PRIMARY KEY (station_id, at)
);

COMMIT;

DO $do$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'quality') THEN
    CREATE TYPE quality AS ENUM ('good', 'bad');
  END IF;
END
$do$;

ALTER TABLE readings ADD COLUMN IF NOT EXISTS quality quality DEFAULT 'good';
CREATE INDEX IF NOT EXISTS readings_by_time ON readings USING brin (at);

\if true
CREATE OR REPLACE VIEW warm AS SELECT * FROM readings WHERE celsius > 20;
\else
CREATE VIEW cold AS SELECT * FROM readings WHERE celsius < 0;
\endif

INSERT INTO stations (name) VALUES ('Hill; top'), (E'Valley\'s end') ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION mean(int) RETURNS double precision LANGUAGE sql STABLE AS
'SELECT avg(celsius) FROM readings WHERE station_id = $1';

CREATE PROCEDURE forget(before timestamptz)
BEGIN ATOMIC
  DELETE FROM readings WHERE at < before;
  DELETE FROM stations WHERE id NOT IN (SELECT station_id FROM readings);
END;

CREATE EXTENSION IF NOT EXISTS citext;
ALTER TABLE stations ADD COLUMN code citext;
COMMENT ON COLUMN stations.code IS 'as painted on the door';
