-- An extension of which driftcheck knows nothing but what this script names.
CREATE SCHEMA pgodd;
CREATE EXTENSION IF NOT EXISTS pgodd WITH SCHEMA pgodd VERSION '2.1';
COMMENT ON EXTENSION pgodd IS 'odd things';
CREATE TABLE public.things (
    id pgodd.tag(8, wide) NOT NULL,
    plain pgodd.tag,
    code text DEFAULT pgodd.code_of(1, 'x'),
    made timestamp with time zone DEFAULT pgodd.clock(),
    CONSTRAINT ok CHECK (pgodd.is_ok(id) AND pgodd.weight(id) > 3)
);
CREATE INDEX things_id ON public.things USING odd (id pgodd.odd_ops) WITH (depth = 3);
CREATE INDEX things_tree ON public.things USING btree (id);
CREATE INDEX things_gist ON public.things USING gist (plain pgodd.tag_ops);
CREATE VIEW public.seen AS SELECT t.id, s.name, pgodd.label(t.id) AS label FROM public.things t, pgodd.settings s WHERE t.id OPERATOR(pgodd.<~>) t.plain;
CREATE FUNCTION public.later() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW public.counted AS SELECT public.later() AS n;
CREATE FUNCTION public.odd_language() RETURNS integer LANGUAGE plodd AS $$ whatever $$;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER odd_fdw OPTIONS (host 'x');
GRANT EXECUTE ON FUNCTION pgodd.nobody_knows(integer) TO PUBLIC;
CREATE TRIGGER watch AFTER INSERT ON public.things FOR EACH ROW EXECUTE FUNCTION pgodd.watch();
SELECT pgodd.configure('a', 1);
DO $$ BEGIN PERFORM pgodd.code_of(1, 'y'); END $$;
