-- driftcheck plan
-- live fingerprint: dc860026d35afc80cb14fade7ab8e3be
-- proven: 3 of 3 statements; 2 drifts gone, 0 new. 9 statements that may lose data are each a comment, with 7 more gone
-- declared: declared.sql
-- live: live.sql
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = 0;

-- index:public.readings_1.readings_1_value_idx
-- lock: SHARE UPDATE EXCLUSIVE on public.readings_1; reads every row
CREATE INDEX CONCURRENTLY readings_1_value_idx ON public.readings_1 USING btree (value);

SET lock_timeout = '5s';

-- index:public.readings.readings_value
-- lock: SHARE on public.readings; reads every row
CREATE INDEX readings_value ON ONLY public.readings USING btree (value);

-- index:public.readings_1.readings_1_value_idx
-- lock: SHARE UPDATE EXCLUSIVE on public.readings_1; reads every row
ALTER INDEX public.readings_value ATTACH PARTITION public.readings_1_value_idx;

-- column:public.users.age type
-- lock: ACCESS EXCLUSIVE on public.users; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.users WHERE NOT pg_input_is_valid(age::text, 'integer');
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users ALTER COLUMN age TYPE integer USING age::integer;

-- column:public.readings.value type
-- column:public.readings_1.value type
-- lock: ACCESS EXCLUSIVE on public.readings; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.readings WHERE NOT pg_input_is_valid(value::text, 'integer');
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.readings ALTER COLUMN value TYPE integer USING value::integer;

-- table:public.readings_rest
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- CREATE TABLE public.readings_rest (
--     id integer NOT NULL,
--     value integer
-- );

-- table:public.readings_rest
-- lock: SHARE UPDATE EXCLUSIVE on public.readings; reads every row
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE ONLY public.readings ATTACH PARTITION public.readings_rest DEFAULT;

-- column:public.users.shoe_size
-- lock: ACCESS EXCLUSIVE on public.users
-- The column's values are lost.
--   SELECT count(*) FROM public.users WHERE shoe_size IS NOT NULL;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users DROP COLUMN shoe_size;

-- table:public.old_users
-- lock: ACCESS EXCLUSIVE on public.old_users
-- The table's rows are lost.
--   SELECT count(*) FROM public.old_users;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- DROP TABLE public.old_users;

-- column:public.users.nick type
-- lock: ACCESS EXCLUSIVE on public.nicks
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- DROP VIEW public.nicks;

-- column:public.users.nick type
-- lock: ACCESS EXCLUSIVE on public.users; rewrites every row
-- A value that is too long for character varying(10) makes it fail.
--   SELECT count(*) FROM public.users WHERE char_length(nick::text) > 10;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users ALTER COLUMN nick TYPE character varying(10);

-- column:public.users.nick type
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- CREATE VIEW public.nicks AS
-- SELECT id,
--     nick
--    FROM public.users;
