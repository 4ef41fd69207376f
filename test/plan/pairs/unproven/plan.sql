-- driftcheck plan
-- live fingerprint: 7754da78062cfd8a5480806c01cee867
-- unproven: 9 statements that no copy can prove (--unproven). Of the rest, proven: 5 of 5 statements; 2 drifts gone, 0 new. 1 statement is a comment, as data may be lost: with it, 1 more drift gone. The way back does not undo it
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 15.20)
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = '5s';

-- column:public.places.seen notNull
-- lock: ACCESS EXCLUSIVE on public.places
ALTER TABLE public.places ADD CONSTRAINT seen_is_not_null CHECK (seen IS NOT NULL) NOT VALID;

-- column:public.places.seen notNull
-- lock: SHARE UPDATE EXCLUSIVE on public.places; reads every row
-- A row without a value makes it fail.
--   SELECT count(*) FROM public.places WHERE seen IS NULL;
ALTER TABLE public.places VALIDATE CONSTRAINT seen_is_not_null;

-- column:public.places.seen notNull
-- lock: ACCESS EXCLUSIVE on public.places
ALTER TABLE public.places ALTER COLUMN seen SET NOT NULL;

-- column:public.places.seen notNull
-- lock: ACCESS EXCLUSIVE on public.places
ALTER TABLE public.places DROP CONSTRAINT seen_is_not_null;

SET lock_timeout = 0;

-- index:public.places.places_name
-- lock: SHARE UPDATE EXCLUSIVE on public.places; reads every row
CREATE INDEX CONCURRENTLY places_name ON public.places USING btree (name);

-- column:public.places.code type
-- lock: ACCESS EXCLUSIVE on public.places; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.places WHERE code IS NOT NULL;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.places ALTER COLUMN code TYPE integer USING code::integer;

SET lock_timeout = '5s';

-- function:public.near(public.geometry)
-- unproven: PGlite lacks postgis, so no copy can prove it
SET check_function_bodies = off;

-- function:public.near(public.geometry)
-- unproven: PGlite lacks postgis, so no copy can prove it
CREATE FUNCTION public.near(g public.geometry)
    RETURNS bigint
    LANGUAGE sql STABLE
AS $$ SELECT count(*) FROM public.places WHERE st_dwithin(geom, g, 10) $$;

-- function:public.near(public.geometry)
-- unproven: PGlite lacks postgis, so no copy can prove it
RESET check_function_bodies;

-- extension:vector
-- unproven: PGlite lacks vector, so no copy can prove it
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

-- column:public.places.geom
-- unproven: PGlite lacks postgis, so no copy can prove it
-- lock: ACCESS EXCLUSIVE on public.places
ALTER TABLE public.places ADD COLUMN geom public.geometry(Point,4326);

-- column:public.places.likes
-- unproven: PGlite lacks vector, so no copy can prove it
-- lock: ACCESS EXCLUSIVE on public.places
ALTER TABLE public.places ADD COLUMN likes public.vector(3);

SET lock_timeout = 0;

-- index:public.places.places_geom
-- unproven: PGlite lacks postgis, so no copy can prove it
-- lock: SHARE UPDATE EXCLUSIVE on public.places; reads every row
CREATE INDEX CONCURRENTLY places_geom ON public.places USING gist (geom);

-- index:public.places.places_likes
-- unproven: PGlite lacks vector, so no copy can prove it
-- lock: SHARE UPDATE EXCLUSIVE on public.places; reads every row
CREATE INDEX CONCURRENTLY places_likes ON public.places USING hnsw (likes public.vector_l2_ops);

SET lock_timeout = '5s';

-- view:public.spots
-- unproven: PGlite lacks postgis, so no copy can prove it
CREATE VIEW public.spots AS
SELECT id,
    public.st_x(geom) AS x
   FROM public.places;
