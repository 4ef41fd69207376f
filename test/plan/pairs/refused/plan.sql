-- driftcheck plan: from live.sql to declared.sql
-- live schema: 88f3668597728e2e9d70f1142a776231 (PostgreSQL 18.6)

SET lock_timeout = '5s';

-- column:public.tickets.email
-- locks public.tickets: ACCESS EXCLUSIVE
ALTER TABLE public.tickets ADD COLUMN email text;

-- Data may be lost from here on. Pass --allow data-loss to have these as statements.

-- column:public.tickets.mail
-- locks public.tickets: ACCESS EXCLUSIVE
-- The column's values are lost.
--   SELECT count(*) FROM public.tickets WHERE mail IS NOT NULL;
-- ALTER TABLE public.tickets DROP COLUMN mail;

-- Not planned: enum:public.state labels: PostgreSQL removes no label (stalled): the columns must go over to another type.
--   UPDATE public.tickets SET state = /* another label */ WHERE state IN ('stalled');
--   ALTER TYPE public.state RENAME TO state_old;
--   CREATE TYPE public.state AS ENUM ('open', 'closed');
--   ALTER TABLE public.tickets ALTER COLUMN state TYPE public.state USING state::text::public.state;
--   DROP TYPE public.state_old

-- column:public.tickets.mail may be email by another name. If it is, pass --rename public.tickets.mail=email.

-- unproven: 1 of 1 statements; 1 drift gone, 0 new
