-- driftcheck plan: from live.sql to declared.sql
-- live schema: 6c154f62cccf7f7de6f00bdbfb38c85f (PostgreSQL 18.6)

-- Data may be lost from here on. Pass --allow data-loss to have these as statements.

-- column:public.users.age type
-- locks public.users: ACCESS EXCLUSIVE; rewrites every row
-- The cast from text to integer can fail or lose something of a value.
--   SELECT count(*) FROM public.users WHERE age IS NOT NULL;
-- ALTER TABLE public.users ALTER COLUMN age TYPE integer USING age::integer;

-- column:public.users.shoe_size
-- locks public.users: ACCESS EXCLUSIVE
-- The column's values are lost.
--   SELECT count(*) FROM public.users WHERE shoe_size IS NOT NULL;
-- ALTER TABLE public.users DROP COLUMN shoe_size;

-- table:public.old_users
-- locks public.old_users: ACCESS EXCLUSIVE
-- The table's rows are lost.
--   SELECT count(*) FROM public.old_users;
-- DROP TABLE public.old_users;

-- BEGIN;
-- column:public.users.nick type
-- locks public.nicks: ACCESS EXCLUSIVE
-- DROP VIEW public.nicks;

-- locks public.users: ACCESS EXCLUSIVE; rewrites every row
-- A value that is too long for character varying(10) makes it fail.
--   SELECT count(*) FROM public.users WHERE char_length(nick::text) > 10;
-- ALTER TABLE public.users ALTER COLUMN nick TYPE character varying(10);

-- CREATE VIEW public.nicks AS
-- SELECT id,
--     nick
--    FROM public.users;
-- COMMIT;

-- proven: 0 of 0 statements; 0 drifts gone, 0 new
