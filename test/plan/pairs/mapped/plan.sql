-- driftcheck plan
-- live fingerprint: a7df22a22e67836a31106dc6ebe15589
-- proven: 2 of 2 statements; 2 drifts gone, 0 new
-- declared: declared.sql
-- live: live.sql (written for PostgreSQL 18.6)
-- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

SET lock_timeout = '5s';

-- column:public.orders.total default
-- lock: ACCESS EXCLUSIVE on shop.orders
ALTER TABLE shop.orders ALTER COLUMN total SET DEFAULT 0;

-- column:public.orders.refund_method
-- lock: ACCESS EXCLUSIVE on shop.orders
ALTER TABLE shop.orders ADD COLUMN refund_method shop.orders_method;
