CREATE EXTENSION postgis;
CREATE EXTENSION vector;
CREATE TABLE places (id integer PRIMARY KEY, name text, seen integer NOT NULL, code integer, geom geometry(Point,4326), likes vector(3));
CREATE INDEX places_geom ON places USING gist (geom);
CREATE INDEX places_likes ON places USING hnsw (likes vector_l2_ops);
CREATE INDEX places_name ON places (name);
CREATE VIEW spots AS SELECT id, st_x(geom) AS x FROM places;
CREATE FUNCTION near(g geometry) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM public.places WHERE st_dwithin(geom, g, 10) $$;
