-- driftcheck plan
-- live fingerprint: 88f3668597728e2e9d70f1142a776231
-- unproven: 1 drift not planned. Of the rest, proven: 1 of 1 statement; 1 drift gone, 0 new. 1 statement is a comment, as data may be lost: with it, 1 more drift gone. The way back does not undo it
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 18.6)
-- column:public.tickets.mail may be email by another name: if it is, pass --rename public.tickets.mail=email
-- not planned: enum:public.state labels: PostgreSQL removes no label (stalled): the columns must go over to another type
--   UPDATE public.tickets SET state = /* another label */ WHERE state IN ('stalled');
--   ALTER TYPE public.state RENAME TO state_old;
--   CREATE TYPE public.state AS ENUM ('open', 'closed');
--   ALTER TABLE public.tickets ALTER COLUMN state TYPE public.state USING state::text::public.state;
--   DROP TYPE public.state_old
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = '5s';

-- column:public.tickets.email
-- lock: ACCESS EXCLUSIVE on public.tickets
ALTER TABLE public.tickets ADD COLUMN email text;

-- column:public.tickets.mail
-- lock: ACCESS EXCLUSIVE on public.tickets
-- The column's values are lost.
--   SELECT count(*) FROM public.tickets WHERE mail IS NOT NULL;
-- a comment, as data may be lost: pass --allow data-loss to have it as a statement
-- ALTER TABLE public.tickets DROP COLUMN mail;
