-- driftcheck plan
-- live fingerprint: 6c154f62cccf7f7de6f00bdbfb38c85f
-- proven: 0 of 0 statements; 0 drifts gone, 0 new. 6 statements that may lose data are each a comment, with 4 more gone
-- declared: declared.sql
-- live: live.sql

-- column:public.users.age type
-- lock: ACCESS EXCLUSIVE on public.users; rewrites every row
-- A text that is no integer makes it fail.
--   SELECT count(*) FROM public.users WHERE NOT pg_input_is_valid(age::text, 'integer');
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.users ALTER COLUMN age TYPE integer USING age::integer;

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
