CREATE TYPE payment_method AS ENUM ('card', 'cash');
CREATE TABLE orders (
  id bigserial PRIMARY KEY,
  method payment_method NOT NULL,
  refund_method payment_method,
  total numeric(10,2) NOT NULL DEFAULT 0,
  customer varchar(40)
);
CREATE INDEX ix_orders_customer ON orders (customer);
