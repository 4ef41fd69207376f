CREATE SCHEMA shop;
CREATE TYPE shop.orders_method AS ENUM ('card', 'cash');
CREATE TABLE shop.orders (
  id bigserial PRIMARY KEY,
  method shop.orders_method NOT NULL,
  total numeric(10,2) NOT NULL,
  customer varchar(40)
);
CREATE INDEX idx_16388_ix_orders_customer ON shop.orders (customer);
