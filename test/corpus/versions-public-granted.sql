-- As versions.sql: what a dump may say of public, which belongs to pg_database_owner since 15, and lets nobody create.

CREATE TABLE public.t (a integer);
ALTER SCHEMA public OWNER TO postgres;
GRANT USAGE ON SCHEMA public TO postgres;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;
