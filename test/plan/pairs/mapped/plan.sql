-- driftcheck plan: from live.sql to declared.sql
-- live schema: a7df22a22e67836a31106dc6ebe15589 (PostgreSQL 18.6)

SET lock_timeout = '5s';

-- column:public.orders.total default
-- locks shop.orders: ACCESS EXCLUSIVE
ALTER TABLE shop.orders ALTER COLUMN total SET DEFAULT 0;

-- Not planned: column:shop.orders.refund_method: PostgreSQL refuses it on the copy: type "shop.payment_method" does not exist.

-- unproven: 1 of 1 statements; 1 drift gone, 0 new
