-- driftcheck plan
-- live fingerprint: dc860026d35afc80cb14fade7ab8e3be
-- proven: 0 of 0 statements; 0 drifts gone, 0 new. 9 statements are comments, as data may be lost: with them, 7 more drifts gone. The way back does not undo them
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 18.6)

-- column:public.users.age type
-- lock: ACCESS EXCLUSIVE on public.users; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.users WHERE NOT pg_input_is_valid(age::text, 'integer');
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users ALTER COLUMN age TYPE integer USING age::integer;

-- column:public.readings.value type
-- column:public.readings_1.value type
-- lock: ACCESS EXCLUSIVE on public.readings, public.readings_1; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.readings WHERE NOT pg_input_is_valid(value::text, 'integer');
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.readings ALTER COLUMN value TYPE integer USING value::integer;

-- table:public.readings_rest
-- a comment, as it comes with one by which data may be lost: pass --allow data-loss to have it as a statement
-- CREATE TABLE public.readings_rest (
--     id integer NOT NULL,
--     value integer
-- );

-- table:public.readings_rest
-- lock: ACCESS EXCLUSIVE on public.readings_rest; reads every row
-- a comment, as it comes with one by which data may be lost: pass --allow data-loss to have it as a statement
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
-- a comment, as it comes with one by which data may be lost: pass --allow data-loss to have it as a statement
-- DROP VIEW public.nicks;

-- column:public.users.nick type
-- lock: ACCESS EXCLUSIVE on public.users; rewrites every row
-- A value that is too long for character varying(10) makes it fail.
--   SELECT count(*) FROM public.users WHERE char_length(nick::text) > 10;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users ALTER COLUMN nick TYPE character varying(10);

-- column:public.users.nick type
-- a comment, as it comes with one by which data may be lost: pass --allow data-loss to have it as a statement
-- CREATE VIEW public.nicks AS
-- SELECT id,
--     nick
--    FROM public.users;
